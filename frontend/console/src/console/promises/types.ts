/** In the order of the page. */
export const KINDS = ["delivery", "refund", "callback"] as const;

export type PromiseState = "open" | "kept" | "broken" | "void";

/**
 * A promise at risk; moments are ISO. `told_at` null: the customer has not heard of it. A callback has no order,
 * and maybe no customer that anybody knows.
 */
export interface PromiseTask {
  id: string;
  kind: string;
  customer: string;
  order_id: string | null;
  conversation_id: string | null;
  state: PromiseState;
  due_at: string;
  renewed_due_at: string | null;
  told_at: string | null;
}

/** Promises made in a month (YYYY-MM); the share and its interval are null where there are too few. */
export interface Month {
  month: string;
  kind: string;
  kept: number;
  broken: number;
  open: number;
  void: number;
  goal: number;
  share: number | null;
  low: number | null;
  high: number | null;
}

export interface PromisesPage {
  enough: number;
  months: Month[];
}

/** One promise; `met_at` null: it has not happened so far. `past`: how many past ones it rested on. */
export interface PromiseKept {
  id: string;
  order_id: string | null;
  conversation_id: string | null;
  customer_id: string | null;
  state: PromiseState;
  stated_at: string;
  due_at: string;
  met_at: string | null;
  past: number;
  told_at: string | null;
}
