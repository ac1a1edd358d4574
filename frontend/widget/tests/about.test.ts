import { expect, it } from "vitest";
import { centsOf, typedCents } from "../src/panel/about";

it.each([
  ["49", 4900],
  ["49.5", 4950],
  [" 49,50 ", 4950],
  ["0", null],
  ["", null],
  ["-3", null],
  ["1e3", null],
  ["4.999", null],
  ["many", null],
])("takes a budget typed as %j for %j cents", (typed, cents) => {
  expect(centsOf(typed)).toBe(cents);
});

it.each(["4900", "4950", "1"])("writes %s cents so that it reads the same again", (cents) => {
  expect(centsOf(typedCents(cents))).toBe(Number(cents));
});
