import { expect, test } from "vitest";
import { onScale, shown, signed } from "../src/desk/customer/gapScale";
import type { FamilyGap } from "../src/types";

test("a bar keeps within its ends, however large the gap", () => {
  expect([0, 3, -3, 99, -99, 1.5].map(onScale)).toEqual([50, 100, 0, 100, 0, 75]);
});

test("bits carry their sign, and nothing is neither more nor less", () => {
  expect([0.52, -1.26, 0.04, -0.04].map(signed)).toEqual(["+0.5", "−1.3", "0.0", "0.0"]);
});

test("who said nothing has no bars", () => {
  const topic = {
    topic: "t",
    name: {},
    said: 0,
    expected: 0.5,
    delta: 0,
    low: -1,
    high: 1,
    flagged: false,
    thin: true,
  };
  const family: FamilyGap = {
    family: "category",
    topics: Array(9).fill(topic),
    said: 0,
    total_bits: 0,
    gone: 0,
    missing: null,
  };
  expect(shown(family)).toEqual([]);
  expect(shown({ ...family, said: 1 })).toHaveLength(5);
});
