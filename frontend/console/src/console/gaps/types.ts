import type { Localised } from "../../types";

export interface Cell {
  topic: string;
  said: number;
  customers: number;
  expected: number;
  /** Bits, above 0 where the segment says more than we see; low and high are its 95 % interval. */
  delta: number;
  low: number;
  high: number;
  flagged: boolean;
  thin: boolean;
}

export interface SegmentRow {
  label: number;
  name: Localised;
  speakers: number;
  said: number;
  total_bits: number;
  cells: Cell[];
}

export interface FamilyMap {
  family: "behaviour" | "category";
  topics: { topic: string; name: Localised }[];
  rows: SegmentRow[];
  missing: string | null;
}

export interface Behind {
  customer_id: string;
  name: string;
  said: number;
  of: number;
  expected: number;
}

/** The cell whose customers are shown. */
export interface Opened {
  family: FamilyMap["family"];
  segment: number;
  topic: string;
}
