import { describe, expect, it } from "vitest";
import { emptyTimeline, hasGap, merge, settle } from "../src/panel/timeline";
import { message } from "./samples";

const seqs = (timeline: typeof emptyTimeline): number[] => timeline.messages.map(({ seq }) => seq);

describe("the timeline", () => {
  it("stands in order of seq, each message once, however they arrive", () => {
    const all = [1, 2, 3, 4, 5, 6].map((seq) => message(seq));
    for (let seed = 1; seed <= 200; seed += 1) {
      const shuffled = [...all, ...all].sort(
        (a, b) => ((a.seq * seed * 31) % 17) - ((b.seq * seed * 31) % 17),
      );
      const timeline = shuffled.reduce((built, item) => merge(built, [item]), emptyTimeline);
      expect(seqs(timeline)).toEqual([1, 2, 3, 4, 5, 6]);
      expect(timeline.settled).toBe(6);
      expect(hasGap(timeline)).toBe(false);
    }
  });

  it("drops the same id under another seq, and the same seq under another id", () => {
    const first = merge(emptyTimeline, [message(1)]);
    expect(merge(first, [{ ...message(2), id: message(1).id }]).messages).toHaveLength(1);
    expect(merge(first, [{ ...message(1), id: "other" }]).messages).toHaveLength(1);
  });

  it("sees that something is missing, and asks from before it", () => {
    const timeline = merge(merge(emptyTimeline, [message(1)]), [message(4)]);
    expect(hasGap(timeline)).toBe(true);
    expect(timeline.settled).toBe(1);
    expect(merge(timeline, [message(2), message(3)]).settled).toBe(4);
  });

  it("takes a complete answer's word that a number in between is not for the customer", () => {
    const timeline = merge(emptyTimeline, [message(1), message(4)], true);
    expect(hasGap(timeline)).toBe(false);
    expect(settle(merge(timeline, [message(7)])).settled).toBe(7);
  });
});
