import { describe, expect, it } from "vitest";
import { publishable, textOf, typedOf } from "../src/console/knowledge/typed";

const text = {
  title: { en: "Engraving" },
  questions: { en: ["can you engrave", "engraving?"] },
  answer: { en: "We engrave." },
  body: {},
  topics: ["warranty"],
};

describe("an article that is typed", () => {
  it("reads the same again, empty lines left out", () => {
    const typed = typedOf(text);
    expect(typed.questions.en).toBe("can you engrave\nengraving?");
    const again = textOf({ ...typed, questions: { en: "can you engrave\n\nengraving?\n ", zh: "" } });
    expect(again.questions).toEqual({ en: ["can you engrave", "engraving?"], zh: [] });
    expect(again.topics).toEqual(["warranty"]);
  });

  it("can be published once each language that is begun is whole", () => {
    const typed = typedOf(text);
    expect(publishable(typed)).toBe(true);
    expect(publishable({ ...typed, title: { en: "Engraving", zh: "刻字" } })).toBe(false);
    expect(publishable(typedOf({ ...text, title: {}, answer: {} }))).toBe(false);
  });
});
