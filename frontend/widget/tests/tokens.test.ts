import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { contrast, parseColour, type Rgb } from "../src/colour";

const css = readFileSync("../tokens.css", "utf8");

/** The variables of the first block that `opening` starts. */
function block(opening: string): Map<string, string> {
  const start = css.indexOf(opening);
  const body = css.slice(start, css.indexOf("}", start));
  return new Map(
    [...body.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map((match) => [match[1] ?? "", match[2] ?? ""]),
  );
}

const light = block(":root {");
const dark = new Map([...light, ...block(':root[data-theme="dark"] {')]);

function colour(scheme: Map<string, string>, name: string): Rgb {
  const value = scheme.get(name) ?? "";
  const named = /^var\((--[\w-]+)\)$/.exec(value)?.[1];
  if (named) return colour(scheme, named);
  const parsed = parseColour(value);
  if (!parsed) throw new Error(`${name} is not a colour: ${value}`);
  return parsed;
}

const surfaces = ["--surface", "--surface-sunken", "--surface-raised", "--n-2"];
const texts = ["--text", "--text-soft", "--accent-text", "--green", "--amber", "--red", "--violet"];

describe.each([
  ["light", light],
  ["dark", dark],
] as const)("the %s tokens", (_, scheme) => {
  it.each(surfaces.flatMap((surface) => texts.map((text) => [text, surface] as const)))(
    "%s reads on %s",
    (text, surface) => {
      expect(contrast(colour(scheme, text), colour(scheme, surface))).toBeGreaterThanOrEqual(4.5);
    },
  );

  it.each([
    ["--on-accent", "--accent"],
    ["--accent-text", "--accent-soft"],
    ["--text", "--accent-soft"],
    ["--text-soft", "--accent-soft"],
    ["--green", "--green-soft"],
    ["--amber", "--amber-soft"],
    ["--red", "--red-soft"],
    ["--violet", "--violet-soft"],
  ])("%s reads on %s", (text, ground) => {
    expect(contrast(colour(scheme, text), colour(scheme, ground))).toBeGreaterThanOrEqual(4.5);
  });
});

it("says the same for dark by system and dark by choice", () => {
  expect([...block(':root:not([data-theme="light"]) {')]).toEqual([...block(':root[data-theme="dark"] {')]);
});
