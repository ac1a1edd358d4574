import { describe, expect, it } from "vitest";
import { elapsed, initials, localised, money, named, readable } from "../src/format";
import { strings } from "../src/strings";

const now = new Date("2026-11-20T12:00:00Z");

describe("elapsed", () => {
  it.each([
    ["2026-11-20T11:59:30Z", "now"],
    ["2026-11-20T12:00:20Z", "now"],
    ["2026-11-20T11:56:00Z", "4 min"],
    ["2026-11-20T10:48:00Z", "1 h 12 min"],
    ["2026-11-20T03:48:00Z", "8 h"],
    ["2026-11-18T11:00:00Z", "2 days"],
  ])("%s is %s ago", (then, told) => {
    expect(elapsed(then, strings.en, now)).toBe(told);
  });

  it("speaks Chinese", () => {
    expect(elapsed("2026-11-20T11:42:00Z", strings.zh, now)).toBe("18 分钟");
  });
});

it("shows cents as money and leaves a worded price alone", () => {
  expect(money(6900, "USD", "en")).toBe("$69.00");
  expect(money(-1250, "SGD", "en")).toBe("-S$12.50");
  expect(money(1200, "JPY", "zh")).toBe("JP¥1,200");
  expect(money("¥899.00", "USD", "en")).toBe("¥899.00");
});

it("falls back to a language that the data has", () => {
  expect(localised({ en: "Mug" }, "zh")).toBe("Mug");
  expect(localised({ en: "Mug", zh: "马克杯" }, "zh")).toBe("马克杯");
  expect(localised(null, "en")).toBe("");
});

it("makes a name readable that the catalogue lacks", () => {
  expect(named(strings.en.actions, "action_track_order")).toBe("Order tracking");
  expect(readable("action_gift_wrap")).toBe("Gift wrap");
});

it.each([
  ["Mira Lindqvist", "ML"],
  ["王晓雨", "晓雨"],
  ["omar", "O"],
])("abbreviates %s", (name, short) => {
  expect(initials(name)).toBe(short);
});
