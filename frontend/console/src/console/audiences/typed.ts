import type { Filter } from "./types";

/** The bounds of a filter as they are typed: percent, whole money, days. */
export const BOUNDS = {
  purchase: { low: "purchase_min", high: "purchase_max", scale: 0.01 },
  churn: { low: "churn_min", high: "churn_max", scale: 0.01 },
  spent: { low: "spent_min_cents", high: "spent_max_cents", scale: 100 },
  quiet: { low: "quiet_min_days", high: "quiet_max_days", scale: 1 },
} as const;

export type Bound = keyof typeof BOUNDS;

/** A filter while it is typed. `low` and `high` by bound; empty text: does not matter. */
export interface Typed {
  segments: number[];
  low: Record<Bound, string>;
  high: Record<Bound, string>;
  orders: string;
  gap: "" | "any" | "more" | "less";
  topic: string;
}

export function typedOf(filter: Filter): Typed {
  const shown = (value: number | undefined, scale: number): string =>
    value === undefined ? "" : String(Number((value / scale).toFixed(4)));
  const ends = (end: "low" | "high") =>
    Object.fromEntries(
      Object.entries(BOUNDS).map(([name, bound]) => [name, shown(filter[bound[end]], bound.scale)]),
    ) as Record<Bound, string>;
  return {
    segments: filter.segments ?? [],
    low: ends("low"),
    high: ends("high"),
    orders: shown(filter.orders_min, 1),
    gap: filter.gap ?? "",
    topic: filter.gap_topic ?? "",
  };
}

/** The filter that was typed; null where a number is none, is too large for a chance, or the bounds are the wrong way round. */
export function filterOf(typed: Typed): Filter | null {
  const filter: Filter = {};
  if (typed.segments.length > 0) filter.segments = typed.segments;
  for (const name of Object.keys(BOUNDS) as Bound[]) {
    const { low, high, scale } = BOUNDS[name];
    const [from, to] = [numberOf(typed.low[name]), numberOf(typed.high[name])];
    if (from === null || to === null) return null;
    if (from !== undefined && to !== undefined && from > to) return null;
    if (scale < 1 && ((from ?? 0) > 100 || (to ?? 0) > 100)) return null;
    if (from !== undefined) filter[low] = scaled(from, scale);
    if (to !== undefined) filter[high] = scaled(to, scale);
  }
  const orders = numberOf(typed.orders);
  if (orders === null) return null;
  if (orders !== undefined) filter.orders_min = Math.round(orders);
  if (typed.gap) filter.gap = typed.gap;
  if (typed.gap && typed.topic) filter.gap_topic = typed.topic;
  return filter;
}

function scaled(value: number, scale: number): number {
  return scale < 1 ? Number((value * scale).toFixed(6)) : Math.round(value * scale);
}

/** undefined: nothing typed; null: no number of zero or more. */
export function numberOf(text: string): number | null | undefined {
  const plain = text.trim().replace(",", ".");
  if (plain === "") return undefined;
  return /^\d{1,9}(\.\d{1,4})?$/.test(plain) ? Number(plain) : null;
}
