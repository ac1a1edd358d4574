import type { Coming, Point, Series } from "./types";

export const WIDTH = 640;
export const HEIGHT = 220;
const EDGE = { left: 8, right: 8, top: 12, bottom: 24 };

/** A series as SVG paths: past and forecast as lines, intervals as areas, all on one scale from zero. */
export interface Drawing {
  top: number;
  past: string;
  ahead: string;
  band80: string;
  band95: string;
  /** Where the forecast begins. */
  now: number;
  dots: { x: number; y: number; point: Point }[];
}

export function draw({ past, points }: Pick<Series, "past" | "points">): Drawing {
  const steps = past.length + points.length;
  const top = Math.max(1, ...past.map(({ value }) => value), ...points.map(({ high95 }) => high95));
  const x = (place: number) =>
    EDGE.left + (steps > 1 ? place / (steps - 1) : 0) * (WIDTH - EDGE.left - EDGE.right);
  const y = (value: number) => HEIGHT - EDGE.bottom - (value / top) * (HEIGHT - EDGE.top - EDGE.bottom);
  const line = (values: readonly number[], first: number) =>
    values.map((value, n) => `${n ? "L" : "M"}${fixed(x(first + n))} ${fixed(y(value))}`).join("");
  const band = (low: (one: Coming) => number, high: (one: Coming) => number) => {
    const there = points.map((one, n) => `${fixed(x(past.length + n))} ${fixed(y(high(one)))}`);
    const back = points.map((one, n) => `${fixed(x(past.length + n))} ${fixed(y(low(one)))}`).reverse();
    return points.length ? `M${[...there, ...back].join("L")}Z` : "";
  };
  const last = past.at(-1);
  const ahead = points.map(({ value }) => value);
  return {
    top,
    past: line(
      past.map(({ value }) => value),
      0,
    ),
    ahead: last ? line([last.value, ...ahead], past.length - 1) : line(ahead, 0),
    band80: band(
      (one) => one.low80,
      (one) => one.high80,
    ),
    band95: band(
      (one) => one.low95,
      (one) => one.high95,
    ),
    now: x(past.length - 0.5),
    dots: [...past, ...points].map((point, n) => ({ x: x(n), y: y(point.value), point })),
  };
}

const fixed = (value: number) => value.toFixed(1);
