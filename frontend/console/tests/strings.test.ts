import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { strings } from "../src/strings";

type Leaf = [path: string, text: string];

function leaves(value: unknown, path = ""): Leaf[] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value === "function")
    return [[path, String((value as (...a: unknown[]) => unknown)("3", "4", "5"))]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`));
}

describe.each(["en", "zh"] as const)("the %s catalogue", (language) => {
  it("has words for everything and shouts nowhere", () => {
    for (const [path, text] of leaves(strings[language])) {
      expect(text.trim(), path).not.toBe("");
      expect(text, path).not.toMatch(/[!！]/);
    }
  });
});

it("has the same entries in both languages", () => {
  const paths = (language: "en" | "zh") => leaves(strings[language]).map(([path]) => path);
  expect(paths("zh").sort()).toEqual(paths("en").sort());
});

it("is Chinese in Chinese", () => {
  const own = new Set([
    ".switchLanguage",
    ".switchLanguageLabel",
    ".queue.languageMark.en",
    ".transcript.quantity",
  ]);
  for (const [path, text] of leaves(strings.zh))
    if (!own.has(path)) expect(text, path).toMatch(/[\u4e00-\u9fff]/);
});

it("names every rule of cleaning", () => {
  const rules = readFileSync("../../engine/events/cleaning_rules.py", "utf8");
  const ids = [...rules.matchAll(/Rule\(\s*"([a-z_.]+)"/g)].map((match) => match[1] ?? "");
  expect(ids.length).toBeGreaterThan(30);
  expect(ids.filter((id) => !(id in strings.en.imports.rules))).toEqual([]);
});

it("names every intent of the dialogue's domain", () => {
  const folder = "../../rasa_bot/domain";
  const domain = readdirSync(folder).map((file) => readFileSync(`${folder}/${file}`, "utf8"));
  const intents = domain.flatMap((text) => {
    const block = /^intents:\n((?:\s*-.*\n|\s*#.*\n)+)/m.exec(text)?.[1] ?? "";
    return [...block.matchAll(/^\s*-\s*([a-z_]+)/gm)].map((match) => match[1] ?? "");
  });
  expect(intents.length).toBeGreaterThan(40);
  expect(intents.filter((intent) => !(intent in strings.en.intents))).toEqual([]);
});
