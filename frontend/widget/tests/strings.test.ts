import { describe, expect, it } from "vitest";
import { aboutStrings } from "../src/aboutStrings";
import { bubbleStrings, languageOf, localised, strings } from "../src/strings";

describe("the catalogue", () => {
  it("has every sentence in both languages", () => {
    expect(Object.keys(strings.zh).sort()).toEqual(Object.keys(strings.en).sort());
    expect(Object.keys(strings.zh.errors)).toEqual(Object.keys(strings.en.errors));
    expect(Object.keys(strings.zh.orderStatus)).toEqual(Object.keys(strings.en.orderStatus));
    expect(Object.keys(bubbleStrings.zh)).toEqual(Object.keys(bubbleStrings.en));
    expect(Object.keys(aboutStrings.zh)).toEqual(Object.keys(aboutStrings.en));
    for (const part of ["kinds", "deeds", "sources"] as const)
      expect(Object.keys(aboutStrings.zh[part])).toEqual(Object.keys(aboutStrings.en[part]));
  });

  it("never shouts", () => {
    const sentences = [strings.en, strings.zh, aboutStrings.en, aboutStrings.zh].flatMap((words) => [
      ...Object.values(words).map((entry) =>
        typeof entry === "function" ? String(entry) : JSON.stringify(entry),
      ),
    ]);
    for (const sentence of sentences) expect(sentence).not.toMatch(/[!！](?!=)/);
  });
});

it.each([
  ["zh-CN", "zh"],
  ["ZH_Hant", "zh"],
  ["en-GB", "en"],
  ["de", null],
  ["", null],
  [null, null],
])("takes %s for %s", (tag, language) => {
  expect(languageOf(tag)).toBe(language);
});

it("falls back to the language that a text has", () => {
  expect(localised({ zh: "诺登" }, "en")).toBe("诺登");
  expect(localised({ en: "Norden", zh: "诺登" }, "zh")).toBe("诺登");
  expect(localised("Norden", "zh")).toBe("Norden");
});
