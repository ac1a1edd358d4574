import { describe, expect, it } from "vitest";
import { arrowsOf, NARROW, scaleOf, spread, WIDE } from "../src/console/segments/scale";
import type { CustomerMap } from "../src/console/segments/types";

const map: CustomerMap = {
  explained: [0.4, 0.2],
  loadings: { value: [0.9, 0.1], views: [-0.2, 0.3], tenure: [0, -0.95] },
  points: Array.from({ length: 400 }, (_, n): [number, number, number] => [n / 100, (n % 20) / 10, 1]),
  centres: [[2, 1, 1]],
};

describe("the map's scale", () => {
  it.each([WIDE, NARROW])("keeps every point inside, upwards being more, both axes alike", (sheet) => {
    const scale = scaleOf({ ...map, points: [...map.points, [1000, -1000, 1]] }, sheet);
    for (const [x, y] of map.points) {
      expect(scale.x(x)).toBeGreaterThan(0);
      expect(scale.x(x)).toBeLessThan(sheet.width);
      expect(scale.y(y)).toBeGreaterThan(0);
      expect(scale.y(y)).toBeLessThan(sheet.height);
    }
    expect(scale.x(1000)).toBeLessThan(sheet.width);
    expect(scale.y(1.5)).toBeLessThan(scale.y(0.5));
    expect(scale.x(2) - scale.x(1)).toBeCloseTo(scale.y(0.5) - scale.y(1.5));
  });

  it("draws one customer without dividing by nothing", () => {
    const scale = scaleOf({ ...map, points: [[1, 1, null]], centres: [] }, WIDE);
    expect(scale.x(1)).toBeCloseTo(WIDE.width / 2);
  });
});

it("shows the longest arrows first", () => {
  expect(arrowsOf(map.loadings).map(([name]) => name)).toEqual(["tenure", "value", "views"]);
});

it("moves labels apart that would lie over each other, and no others", () => {
  const label = { x: 10, y: 50, width: 40 };
  const heights = spread([label, label, label, { ...label, x: 200 }], 14);
  expect(heights[0]).toBe(50);
  expect(heights[3]).toBe(50);
  expect(new Set(heights.slice(0, 3)).size).toBe(3);
});
