import { describe, expect, it } from "vitest";
import { begin, finished, take, type Draft } from "../src/console/inbox/draft";
import { fromCodePoints, moved, pieces, toCodePoints, withSpan } from "../src/console/inbox/spans";
import { matches } from "../src/console/intents/IntentSearch";
import type { Item } from "../src/console/types";

const span = (start: number, end: number, entity = "product") => ({ start, end, entity });

function item(values: Partial<Item> = {}): Item {
  return {
    id: "i1",
    language: "en",
    text: "is the 😀 mug back",
    reasons: ["fallback"],
    seen: 1,
    guesses: [
      { name: "stock_availability", confidence: 0.4 },
      { name: "product_info", confidence: 0.3 },
    ],
    entities: [span(9, 12)],
    sentiment: "neutral",
    corrected: null,
    state: "open",
    label: null,
    decided_by: null,
    decided_at: null,
    first_at: "2026-11-20T10:00:00+00:00",
    last_at: "2026-11-20T10:00:00+00:00",
    ...values,
  };
}

describe("places in a text", () => {
  it("are the same words in code points and in the browser's units", () => {
    const text = "is the 😀 mug back";
    const units = fromCodePoints(text, [span(9, 12)]);
    expect(units.map(({ start, end }) => text.slice(start, end))).toEqual(["mug"]);
    expect(toCodePoints(text, units)).toEqual([span(9, 12)]);
  });

  it("move with an edit and go where it touches them", () => {
    const text = "the red mug and a lid";
    const spans = [span(4, 7, "color"), span(8, 11), span(18, 21)];
    const after = "the red mug and one more lid";
    expect(moved(text, after, spans).map((one) => after.slice(one.start, one.end))).toEqual([
      "red",
      "mug",
      "lid",
    ]);
    expect(moved(text, "the red cup and a lid", spans).map((one) => one.entity)).toEqual([
      "color",
      "product",
    ]);
    expect(moved(text, "", spans)).toEqual([]);
  });

  it("take the place of what they overlap, without spaces at their ends", () => {
    const text = "the red mug";
    expect(withSpan(text, [span(4, 7, "color")], span(3, 11))).toEqual([span(4, 11)]);
    expect(withSpan(text, [span(4, 7, "color")], span(7, 8))).toEqual([span(4, 7, "color")]);
  });

  it("cut the text into pieces that are the text", () => {
    const text = "the red mug";
    const found = pieces(text, [span(0, 3), span(4, 7)]);
    expect(found.map((piece) => piece.text).join("")).toBe(text);
    expect(found.map((piece) => piece.span !== null)).toEqual([true, false, true, false]);
  });
});

describe("a label in the making", () => {
  it("begins with the agent's word, else the first guess, else nothing", () => {
    expect(begin(item()).intent).toBe("stock_availability");
    const corrected = begin(item({ corrected: { intent: "reorder", sentiment: "negative" } }));
    expect([corrected.intent, corrected.sentiment]).toEqual(["reorder", "negative"]);
    expect(finished(begin(item({ guesses: [] })))).toBeNull();
  });

  it("goes round through the sentiments and back to none", () => {
    let draft: Draft = begin(item());
    const seen = [0, 1, 2, 3].map(() => (draft = take(draft, { type: "nextSentiment" })).sentiment);
    expect(seen).toEqual(["negative", "neutral", "positive", null]);
  });

  it("is sent as one line with places in code points", () => {
    let draft = take(begin(item()), { type: "text", text: "is the 😀 mug back?" });
    draft = take(draft, { type: "mark", span: span(0, 2, "reason") });
    expect(finished(draft)).toEqual({
      intent: "stock_availability",
      text: "is the 😀 mug back?",
      entities: [span(0, 2, "reason"), span(9, 12)],
      sentiment: null,
    });
    expect(finished(take(draft, { type: "text", text: "  a \n b " }))?.text).toBe("a b");
    expect(finished(take(draft, { type: "text", text: " " }))).toBeNull();
  });
});

it("finds intents by any part of any of their names", () => {
  expect(matches("ord tr", "track_order", "Track an order")).toBe(true);
  expect(matches("订单", "track_order", "查订单")).toBe(true);
  expect(matches("refund", "track_order", "Track an order")).toBe(false);
  expect(matches("", "track_order")).toBe(true);
});
