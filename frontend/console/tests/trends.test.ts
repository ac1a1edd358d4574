import { describe, expect, it } from "vitest";
import { draw, HEIGHT, WIDTH } from "../src/console/trends/drawing";

const past = [10, 20, 30].map((value, n) => ({ at: `2026-01-0${n + 1}`, value }));
const points = [40, 50].map((value, n) => ({
  at: `2026-01-0${n + 4}`,
  value,
  low80: value - 5,
  high80: value + 5,
  low95: value - 10,
  high95: value + 10,
}));

describe("the drawing of a forecast", () => {
  it("begins where the past ends and rises with the values", () => {
    const drawing = draw({ past, points });
    expect(drawing.top).toBe(60);
    expect(drawing.past.split("L")).toHaveLength(3);
    expect(drawing.ahead.split("L")).toHaveLength(3);
    expect(drawing.ahead.slice(1).split("L")[0]).toBe(drawing.past.split("L").at(-1));
    const heights = drawing.dots.map(({ y }) => y);
    expect([...heights].sort((a, b) => b - a)).toEqual(heights);
  });

  it("stays within its frame and keeps the inner interval within the outer", () => {
    const { band80, band95, dots } = draw({ past, points });
    const places = (path: string) =>
      [...path.matchAll(/([\d.]+) ([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const);
    for (const [x, y] of places(band95)) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(WIDTH);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThanOrEqual(HEIGHT);
    }
    const heights = (path: string) => places(path).map(([, y]) => y);
    expect(Math.min(...heights(band95))).toBeLessThan(Math.min(...heights(band80)));
    expect(Math.max(...heights(band95))).toBeGreaterThan(Math.max(...heights(band80)));
    expect(dots).toHaveLength(5);
  });

  it("is drawn of nothing and of zeros without a number that is none", () => {
    for (const one of [
      { past: [], points: [] },
      { past: past.map((point) => ({ ...point, value: 0 })), points: [] },
    ])
      expect(JSON.stringify(draw(one))).not.toMatch(/NaN|null|Infinity/);
  });
});
