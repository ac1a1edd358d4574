import { describe, expect, it } from "vitest";
import { dayName, lengthOf, price } from "../src/panel/format";
import { transcript } from "../src/panel/transcript";
import { backoff } from "../src/panel/backoff";
import { openStore, readJson } from "../src/panel/storage";
import { message } from "./samples";

it("counts characters as the server does", () => {
  expect(lengthOf("你好👍🏽")).toBe(4);
});

describe("prices", () => {
  it("are minor units, or the server's own words", () => {
    expect(price(123456, "USD", "en")).toBe("$1,234.56");
    expect(price(123456, "CNY", "zh")).toBe("¥1,234.56");
    expect(price("€5", "USD", "en")).toBe("€5");
    expect(price(null, "USD", "en")).toBe("");
    expect(price(0, "USD", "en")).toBe("$0.00");
  });
});

it("names days as people do", () => {
  const now = new Date(2026, 10, 22, 9);
  expect(dayName(new Date(2026, 10, 22, 1).toISOString(), "en", now)).toBe("Today");
  expect(dayName(new Date(2026, 10, 21, 23).toISOString(), "zh", now)).toBe("昨天");
  expect(dayName(new Date(2025, 2, 1).toISOString(), "en", now)).toBe("1 March 2025");
});

it("writes a transcript that says who said what, cards included", () => {
  const card = { kind: "product", id: "p", title: "Kettle", price: 6900, reason: "you like tea" } as const;
  const text = transcript(
    [
      message(1, { text: "Hello" }),
      message(2, { author: "customer", text: "A kettle?" }),
      message(3, { author: "staff", name: "Mira", text: "This one", cards: [card] }),
    ],
    "Norden",
    "USD",
    "en",
  );
  expect(text).toContain("Norden\n\n[");
  expect(text).toContain("] Assistant: Hello");
  expect(text).toContain("] You: A kettle?");
  expect(text).toContain("] Mira: This one\n  - Kettle, $69.00, you like tea");
});

it("waits longer after each failure, never beyond half a minute, never twice the same", () => {
  expect(backoff(1, () => 1)).toBe(800);
  expect(backoff(3, () => 1)).toBe(3200);
  expect(backoff(50, () => 1)).toBe(30_000);
  expect(backoff(50, () => 0)).toBe(15_000);
});

it("remembers for as long as the page lasts where the browser refuses storage", () => {
  const store = openStore(() => {
    throw new Error("denied");
  });
  store.set("key", '{"a":1}');
  const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
  expect(readJson(store, "key", isObject)).toEqual({ a: 1 });
  store.set("key", "{broken");
  expect(readJson(store, "key", isObject)).toBeNull();
});
