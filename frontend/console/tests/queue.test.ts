import { describe, expect, it } from "vitest";
import { rowsOf, urgency } from "../src/desk/queue/filter";
import { detailText, reasonIcon, stateText } from "../src/desk/queue/reason";
import { isPressing, stakeText } from "../src/desk/queue/stake";
import { strings } from "../src/strings";
import { row } from "./samples";

const me = { id: "s1", name: "Mira" };
const other = { id: "s2", name: "Jonas" };

describe("the queue's tabs", () => {
  const rows = [
    row({ id: "waiting" }),
    row({ id: "mine", state: "human", holder: me }),
    row({ id: "later", state: "snoozed", holder: me }),
    row({ id: "theirs", state: "human", holder: other }),
    row({ id: "bot", state: "bot" }),
    row({ id: "done", state: "resolved" }),
  ];
  it.each([
    ["waiting", ["waiting"]],
    ["mine", ["mine", "later"]],
    ["all", ["waiting", "mine", "later", "theirs", "bot", "done"]],
  ] as const)("%s", (tab, ids) => {
    expect(rowsOf(rows, tab, me.id).map(({ id }) => id)).toEqual(ids);
  });
});

it("presses more the longer somebody waits", () => {
  const now = new Date("2026-11-20T12:00:00Z");
  expect(urgency("2026-11-20T11:56:00Z", now)).toBe("calm");
  expect(urgency("2026-11-20T11:55:00Z", now)).toBe("soon");
  expect(urgency("2026-11-20T11:40:00Z", now)).toBe("late");
});

it("says whose a conversation is", () => {
  expect(stateText(row({ state: "human", holder: me }), strings.en, me.id)).toBe("With you");
  expect(stateText(row({ state: "human", holder: other }), strings.en, me.id)).toBe("With Jonas");
  expect(stateText(row({ state: "bot" }), strings.zh, me.id)).toBe("助手应答中");
});

it("words a hand-off's subject where it is a code, and leaves a sentence", () => {
  expect(detailText("refund_status", strings.en)).toBe("Refund status");
  expect(detailText("legal_words", strings.en)).toBe("Legal words");
  expect(detailText("Order above $1,000", strings.en)).toBe("Order above $1,000");
});

it("says why somebody comes sooner, where it makes a difference", () => {
  const stake = { minutes: 6.5, churn: 0.72, spent_cents: 124_049, typical_cents: 40_000 };
  expect(isPressing(stake)).toBe(true);
  expect(isPressing({ ...stake, minutes: 1 })).toBe(false);
  expect(isPressing(null)).toBe(false);
  expect(stakeText(stake, "USD", "en", strings.en)).toBe("may be lost (72\u00a0%), has spent $1,240");
});

it("draws an unknown reason too", () => {
  expect(reasonIcon(row({ reason: "something_new" }))).toBe("ask");
});
