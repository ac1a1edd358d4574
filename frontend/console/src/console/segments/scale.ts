import type { CustomerMap } from "./types";

export const WIDTH = 720;
export const HEIGHT = 480;
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
export function scaleOf({ points, centres }: CustomerMap): Scale {
  const [left, right] = range([...points, ...centres].map(([x]) => x));
  const [bottom, top] = range([...points, ...centres].map(([, y]) => y));
  const unit = Math.min(
    (WIDTH - 2 * EDGE) / Math.max(right - left, 1e-9),
    (HEIGHT - 2 * EDGE) / Math.max(top - bottom, 1e-9),
  );
  const within = (value: number, most: number) => Math.min(most - EDGE / 2, Math.max(EDGE / 2, value));
  return {
    x: (value) => within(WIDTH / 2 + (value - (left + right) / 2) * unit, WIDTH),
    y: (value) => within(HEIGHT / 2 - (value - (bottom + top) / 2) * unit, HEIGHT),
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
