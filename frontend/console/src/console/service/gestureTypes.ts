import type { Localised } from "../../types";

export type GestureReason = "broken_promise" | "second_problem" | "high_stake";

/** A gesture that is proposed, or was decided in this conversation; `text` is what the customer reads. */
export interface Gesture {
  id: string;
  kind: string;
  name: Localised;
  cents: number;
  reason: GestureReason;
  count: number;
  state: "proposed" | "granted" | "declined";
  text: Localised;
  reference: string;
  by: string | null;
  at: string | null;
}

/** Money in cents; `left` of the month's budget, `left_of_customer` of the customer's cap. */
export interface GestureCard {
  gesture: Gesture | null;
  currency: string;
  budget: number;
  left: number;
  left_of_customer: number;
}

export interface GestureMonth {
  month: string;
  granted: number;
  declined: number;
  cents: number;
}

export interface Granted {
  customer_id: string;
  customer: string;
  conversation_id: string | null;
  name: Localised;
  cents: number;
  reason: GestureReason;
  reference: string;
  at: string;
  by: string | null;
}

export interface GesturesPage {
  currency: string;
  budget: number;
  months: GestureMonth[];
  granted: Granted[];
}
