import type { Localised } from "../../types";

/** Whose answers have both halves. */
export type Source = "chat" | "import";

/** The answers of a group on a dimension; means and interval are null where there are too few customers. */
export interface Cell {
  dimension: string;
  answers: number;
  customers: number;
  expected: number | null;
  experienced: number | null;
  gap: number | null;
  low: number | null;
  high: number | null;
}

/** A segment by its label, or a month as YYYY-MM. */
export interface Group {
  key: string;
  name: Localised | null;
  cells: Cell[];
}

export interface Written {
  dimension: string;
  trouble: number;
  praise: number;
  customers: number;
}

export interface Trends {
  enough: number;
  names: Record<string, Localised>;
  asked: number;
  answered: number;
  skipped: number;
  overall: Cell[];
  segments: Group[];
  months: Group[];
  written: Written[];
}

/** A number that was opened. */
export interface Opened {
  dimension: string;
  source: Source | "text";
  segment?: string;
  month?: string;
}

export interface AnswerBehind {
  customer_id: string;
  name: string;
  expected: number | null;
  experienced: number | null;
  confidence: number;
  conversation_id: string | null;
  at: string;
}
