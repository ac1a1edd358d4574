import { describe, expect, it } from "vitest";
import { ApiError } from "../src/api/client";
import { whyNot } from "../src/desk/conversation/conflict";
import { knownFacts, triedWork } from "../src/desk/conversation/handoff";
import { permissions } from "../src/desk/conversation/permissions";
import { minutesOf } from "../src/desk/conversation/snooze";
import { sparkline } from "../src/desk/conversation/sparkline";
import { timeline } from "../src/desk/conversation/timeline";
import { withMessage } from "../src/desk/live/cache";
import { strings } from "../src/strings";
import { conversation, message, row } from "./samples";

const me = { id: "s1", name: "Mira" };
const other = { id: "s2", name: "Jonas" };

describe("the timeline", () => {
  it("draws a line between days and joins what one author wrote in a run", () => {
    const entries = timeline(
      [
        message({ seq: 1, created_at: "2026-11-18T10:00:00" }),
        message({ seq: 2, created_at: "2026-11-20T10:00:00" }),
        message({ seq: 3, created_at: "2026-11-20T10:01:00" }),
        message({ seq: 4, author: "bot", created_at: "2026-11-20T10:01:00" }),
      ],
      [],
    );
    const drawn = entries.map((entry) =>
      entry.type === "message" ? [entry.key, entry.first, entry.last] : entry.type,
    );
    expect(drawn).toEqual([
      "day",
      ["m1", true, true],
      "day",
      ["m2", true, false],
      ["m3", false, true],
      ["m4", true, true],
    ]);
  });

  it("marks the button that the customer answered with", () => {
    const offered = message({ seq: 1, author: "bot", buttons: [{ id: "b", title: "Refund status" }] });
    const [, first] = timeline([offered, message({ seq: 2, text: "Refund status" })], []);
    expect(first).toMatchObject({ chosen: "Refund status" });
  });

  it("shows a pending message until the stored one is there", () => {
    const pending = {
      clientId: "k",
      conversationId: "c1",
      kind: "reply" as const,
      text: "hi",
      createdAt: "",
      status: "sending" as const,
      error: "",
    };
    const shown = (stored: ReturnType<typeof message>[]) =>
      timeline(stored, [pending]).filter((e) => e.type === "pending");
    expect(shown([message()])).toHaveLength(1);
    expect(shown([message({ author: "staff", client_id: "k" })])).toHaveLength(0);
  });
});

it("keeps what was understood when a copy without it arrives, and the order by number", () => {
  const nlu = { intent: "thank", confidence: 0.9, sentiment: null };
  const held = conversation({ messages: [message({ seq: 2, nlu })] });
  const merged = withMessage(withMessage(held, message({ seq: 2 })), message({ seq: 1 }));
  expect(merged.messages.map(({ id }) => id)).toEqual(["m1", "m2"]);
  expect(merged.messages[1]?.nlu).toEqual(nlu);
});

it("tells work from talk, and counts what was done again", () => {
  const tried = [
    "action_greet",
    "action_ask_order_id",
    "action_refund_status",
    "action_refund_status",
    "action_ask_identity",
  ];
  const work = triedWork(
    tried.map((action, at) => ({ action, at: `${at}` })),
    strings.en,
  );
  expect(work).toEqual([
    { name: "Refund status", at: "2", times: 2 },
    { name: "Identity check", at: "4", times: 1 },
  ]);
});

it("shows facts once and leaves out the dialogue's bookkeeping", () => {
  const slots = {
    order_id: "#A1",
    last_order: "#A1",
    requested_slot: "x",
    offer: { at: 1 },
    size: "L",
    email: null,
  };
  expect(knownFacts(slots, strings.en)).toEqual([
    { label: "Order", value: "#A1" },
    { label: "Size", value: "L" },
  ]);
});

describe("what an agent may do", () => {
  it.each([
    [row({ state: "waiting" }), false, ["claim", "resolve"]],
    [row({ state: "bot" }), false, ["claim"]],
    [row({ state: "human", holder: me }), true, ["release", "snooze", "resolve"]],
    [row({ state: "human", holder: other }), false, []],
    [row({ state: "snoozed", holder: me }), false, ["claim", "release", "resolve"]],
    [row({ state: "resolved" }), false, []],
  ])("%o", (one, reply, steps) => {
    expect(permissions(one, me.id)).toEqual({ reply, steps });
  });
});

describe("a lost race", () => {
  const lost = new ApiError(409, "conflict", "Jonas already has this conversation.");
  it("names who has the conversation, in the reader's language", () => {
    expect(whyNot(lost, row({ state: "human", holder: other }), me.id, strings.zh)).toContain("Jonas");
    expect(whyNot(lost, row({ state: "resolved" }), me.id, strings.en)).toBe(
      "This conversation is already resolved.",
    );
  });
  it("falls back to the server's sentence", () => {
    expect(whyNot(lost, null, me.id, strings.en)).toBe("Jonas already has this conversation.");
  });
});

it("snoozes until nine in the morning", () => {
  expect(minutesOf(15, new Date(2026, 10, 20, 17, 30))).toBe(15);
  expect(minutesOf("tomorrow", new Date(2026, 10, 20, 17, 30))).toBe(15 * 60 + 30);
});

describe("the mood curve", () => {
  it("runs from left to right, good at the top", () => {
    expect(sparkline([1, 0, -1], 108, 28)).toEqual([
      { x: 4, y: 4 },
      { x: 54, y: 14 },
      { x: 104, y: 24 },
    ]);
  });
  it("stays inside for scores that are not what they should be", () => {
    expect(sparkline([7, Number.NaN], 108, 28).map(({ y }) => y)).toEqual([4, 14]);
    expect(sparkline([0.5], 108, 28)).toEqual([{ x: 54, y: 9 }]);
  });
});
