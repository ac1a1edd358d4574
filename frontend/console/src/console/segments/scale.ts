import type { CustomerMap } from "./types";

/** A drawing's size in its own units; `letter` and `line`: width and height of its writing. */
export interface Sheet {
  width: number;
  height: number;
  letter: number;
  line: number;
}

export const WIDE: Sheet = { width: 720, height: 480, letter: 6.2, line: 14 };
/** Drawn to be shown half as large, so its writing is larger. */
export const NARROW: Sheet = { width: 520, height: 460, letter: 9, line: 20 };
const EDGE = 28;
/** Part of the points that fill the drawing; the few beyond are drawn at its edge. */
const FILLING = 0.99;
const ARROWS = 7;

export interface Scale {
  x: (value: number) => number;
  y: (value: number) => number;
  /** Drawing units of one unit of the map, the smaller of both axes. */
  unit: number;
}

/** From the map's coordinates to the drawing's; both axes alike, so that distances can be compared. */
export function scaleOf({ points, centres }: CustomerMap, { width, height }: Sheet): Scale {
  const [left, right] = range([...points, ...centres].map(([x]) => x));
  const [bottom, top] = range([...points, ...centres].map(([, y]) => y));
  const unit = Math.min(
    (width - 2 * EDGE) / Math.max(right - left, 1e-9),
    (height - 2 * EDGE) / Math.max(top - bottom, 1e-9),
  );
  const within = (value: number, most: number) => Math.min(most - EDGE / 2, Math.max(EDGE / 2, value));
  return {
    x: (value) => within(width / 2 + (value - (left + right) / 2) * unit, width),
    y: (value) => within(height / 2 - (value - (bottom + top) / 2) * unit, height),
    unit,
  };
}

/** The features that say most about the axes, the longest arrow first. */
export function arrowsOf(loadings: CustomerMap["loadings"]): [name: string, x: number, y: number][] {
  return Object.entries(loadings)
    .map(([name, [x, y]]): [string, number, number] => [name, x, y])
    .sort((a, b) => Math.hypot(b[1], b[2]) - Math.hypot(a[1], a[2]))
    .slice(0, ARROWS);
}

/** Heights of labels, moved apart where they would lie over each other; in the order given. */
export function spread(labels: { x: number; y: number; width: number }[], line: number): number[] {
  const placed: { x: number; y: number; width: number }[] = [];
  return labels.map(({ x, y, width }) => {
    const clashes = (at: number) =>
      placed.some(
        (other) => Math.abs(other.y - at) < line && x < other.x + other.width && other.x < x + width,
      );
    let step = 0;
    let at = y;
    while (clashes(at) && step < 20) {
      step += 1;
      at = y + (step % 2 ? 1 : -1) * Math.ceil(step / 2) * line;
    }
    placed.push({ x, y: at, width });
    return at;
  });
}

function range(values: number[]): [number, number] {
  const sorted = [...values].sort((a, b) => a - b);
  const cut = Math.floor(((1 - FILLING) / 2) * sorted.length);
  return [sorted[cut] ?? 0, sorted[sorted.length - 1 - cut] ?? 1];
}
