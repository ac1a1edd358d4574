import { describe, expect, it } from "vitest";
import { filterOf, numberOf, typedOf } from "../src/console/audiences/typed";
import { filterInWords, points } from "../src/console/audiences/wording";
import type { AudiencePage, Filter } from "../src/console/audiences/types";
import { strings } from "../src/strings";

const filter: Filter = {
  segments: [2],
  purchase_min: 0.4,
  churn_max: 0.75,
  spent_min_cents: 5_000,
  spent_max_cents: 20_000,
  quiet_min_days: 30,
  orders_min: 2,
  gap: "more",
  gap_topic: "tea",
};
const page: AudiencePage = {
  audiences: [],
  rules: { time_zone: "UTC", quiet_from: 21, quiet_to: 9, cap_days: 7 },
  segments: [{ label: 2, name: { en: "Regulars", zh: "常客" }, size: 9 }],
  topics: { tea: { en: "Tea", zh: "茶" } },
  currency: "USD",
};

describe("a filter that is typed", () => {
  it("reads the same again", () => expect(filterOf(typedOf(filter))).toEqual(filter));

  it("leaves out what is not typed", () => expect(filterOf(typedOf({}))).toEqual({}));

  it.each([
    ["churn", "low", "many"],
    ["churn", "low", "101"],
    ["purchase", "high", "30"],
    ["quiet", "low", "-1"],
  ] as const)("is none where %s %s is %s", (name, end, text) => {
    const typed = typedOf(filter);
    typed[end][name] = text;
    expect(filterOf(typed)).toBeNull();
  });
});

it("takes numbers as people write them", () => {
  expect(["", " 4 ", "4,5", "x", "-1"].map(numberOf)).toEqual([undefined, 4, 4.5, null, null]);
});

it("says a filter in both languages", () => {
  const en = filterInWords(filter, page, strings.en.audiences, "en");
  expect(en).toContain("Regulars; chance of a purchase at least 40");
  expect(en).toContain("spent $50.00 to $200.00");
  expect(en).toContain("Says more than we see: Tea");
  expect(filterInWords(filter, page, strings.zh.audiences, "zh")).toContain("累计消费 US$50.00 至 US$200.00");
  expect(filterInWords({}, page, strings.en.audiences, "en")).toBe("All customers");
});

it("writes differences with their sign", () => {
  expect([0.042, -0.1, 0.0001].map(points)).toEqual(["+4.2", "−10.0", "0.0"]);
});
