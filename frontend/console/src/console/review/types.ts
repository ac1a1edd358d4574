/** What the API of the review list sends; money in cents. */

import type { Language, Localised } from "../../types";

export const STATES = ["open", "cleared", "confirmed"] as const;
export type ReviewState = (typeof STATES)[number];

export interface ReviewItem {
  id: string;
  subject: "order" | "customer" | "address";
  customer_id: string | null;
  customer: string;
  order_id: string | null;
  reasons: ({ code: string } & Record<Language, string>)[];
  severity: number;
  state: ReviewState;
  decided_by: string | null;
  decided_at: string | null;
  note: string;
  first_at: string;
  last_at: string;
}

export interface ReviewPage {
  items: ReviewItem[];
  total: number;
  states: Record<ReviewState, number>;
  /** How many open items have the reason, by its code. */
  reasons: Record<string, number>;
  looked_at: string | null;
}

export interface EvidenceLine {
  type: "purchase" | "return";
  at: string | null;
  order_id: string | null;
  product_id: string | null;
  product: Localised;
  pieces: number | null;
  cents: number | null;
}

export interface Evidence {
  lines: EvidenceLine[];
  people: { id: string; name: string; email: string | null }[];
  currency: string;
}
