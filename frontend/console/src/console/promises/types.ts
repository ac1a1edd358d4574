export type PromiseState = "open" | "kept" | "broken" | "void";

/** A promise at risk; moments are ISO. `told_at` null: the customer has not heard of it. */
export interface PromiseTask {
  id: string;
  customer: string;
  order_id: string;
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

export interface PromiseKept {
  order_id: string;
  customer_id: string;
  state: PromiseState;
  stated_at: string;
  due_at: string;
  delivered_at: string | null;
  orders: number;
  told_at: string | null;
}
