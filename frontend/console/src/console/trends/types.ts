/** What the API of the trends sends; money in cents, days as dates. */

import type { Localised } from "../../types";

export interface Point {
  at: string;
  value: number;
}

export interface Coming extends Point {
  low80: number;
  high80: number;
  low95: number;
  high95: number;
}

export interface Series {
  /** "revenue", "orders", "questions", or "questions:" and an intent. */
  name: string;
  unit: "cents" | "orders" | "questions";
  step: "day" | "week";
  model: string;
  hurried: boolean;
  past: Point[];
  points: Coming[];
  measured: { relative: number; origins: number; coverage80: number | null };
}

export interface Run {
  at: string;
  window_from: string | null;
  window_until: string | null;
  summary: Record<string, number>;
}

export interface Forecasts {
  series: Series[];
  run: Run | null;
  currency: string;
}

interface Named {
  id: string;
  name: Localised;
}

export interface Rule {
  antecedents: Named[];
  consequent: Named;
  count: number;
  support: number;
  confidence: number;
  lift: number;
  q_value: number;
}

export interface Rules {
  rules: Rule[];
  total: number;
  run: Run | null;
}

export const RULE_ORDERS = ["confidence", "lift", "count"] as const;
export type RuleOrder = (typeof RULE_ORDERS)[number];

export interface RuleFilter {
  q: string;
  order: RuleOrder;
  limit: number;
}
