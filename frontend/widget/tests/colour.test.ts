import { describe, expect, it } from "vitest";
import { contrast, formatColour, parseColour, readableOn, textOn, type Rgb } from "../src/colour";
import { accentVariables } from "../src/panel/accent";

const steps = [0, 51, 102, 153, 204, 255];
const everyColour: Rgb[] = steps.flatMap((r) => steps.flatMap((g) => steps.map((b): Rgb => [r, g, b])));

describe("a shop's colour", () => {
  it("is read from short and long hex", () => {
    expect(parseColour("#c41")).toEqual([204, 68, 17]);
    expect(parseColour(" #27428F ")).toEqual([39, 66, 143]);
  });

  it.each(["red", "#12", "#12345g", "url(x)", "#fff;color:red", "", null])("is refused as %s", (text) => {
    expect(parseColour(text)).toBeNull();
  });

  it("survives writing and reading", () => {
    for (const colour of everyColour) expect(parseColour(formatColour(colour))).toEqual(colour);
  });
});

describe("contrast", () => {
  it("agrees with the known extremes", () => {
    expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21, 5);
    expect(contrast([119, 119, 119], [255, 255, 255])).toBeCloseTo(4.48, 2);
  });

  it("of the text on any accent is at least 4.5", () => {
    for (const colour of everyColour) expect(contrast(textOn(colour), colour)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(["light", "dark"] as const)("of accent text on its soft ground is at least 4.5 in %s", (scheme) => {
    for (const colour of everyColour) {
      const variables = accentVariables(formatColour(colour), scheme);
      const text = parseColour(variables?.["--accent-text"]) as Rgb;
      const ground = parseColour(variables?.["--accent-soft"]) as Rgb;
      expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.45);
    }
  });

  it("leaves a colour alone that reads well already", () => {
    expect(readableOn([39, 66, 143], [255, 255, 255])).toEqual([39, 66, 143]);
  });
});
