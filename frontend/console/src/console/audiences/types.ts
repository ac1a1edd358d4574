import type { Localised } from "../../types";

/** Chances within 0 and 1, sums in cents; what is absent does not matter. */
export interface Filter {
  segments?: number[];
  purchase_min?: number;
  purchase_max?: number;
  churn_min?: number;
  churn_max?: number;
  orders_min?: number;
  spent_min_cents?: number;
  spent_max_cents?: number;
  quiet_min_days?: number;
  quiet_max_days?: number;
  gap?: "any" | "more" | "less";
  gap_topic?: string;
}

export interface Draft {
  name: string;
  filter: Filter;
  message: { en: string; zh: string };
  suggest: boolean;
  holdout: number;
  days: number;
}

export interface Share {
  n: number;
  bought: number;
  share: number | null;
  low: number | null;
  high: number | null;
}

export interface Result {
  told: number;
  held: number;
  sent: number;
  running: number;
  uplift: {
    told: Share;
    held: Share;
    difference: number | null;
    low: number | null;
    high: number | null;
    verdict: string;
  };
}

export interface Audience extends Draft {
  id: string;
  state: "draft" | "running" | "stopped";
  created_at: string;
  result: Result | null;
}

export interface AudiencePage {
  audiences: Audience[];
  rules: { time_zone: string; quiet_from: number; quiet_to: number; cap_days: number };
  segments: { label: number; name: Localised; size: number }[];
  topics: Record<string, Localised>;
  currency: string;
}

export interface Preview {
  customers: number;
  fitting: number;
  barred: Record<string, number>;
  reachable: number;
}
