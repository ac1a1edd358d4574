import type { Localised } from "../../types";

/** Products by how much they sell; shares in [0, 1], `shown` products of it that anyone was shown. */
export interface Band {
  name: string;
  items: number;
  catalogue: number;
  purchases: number;
  exposure: number;
  shown: number;
}

/** A mean with its 95 % interval. */
export interface Estimate {
  mean: number;
  low: number;
  high: number;
}

export type Figure = "ndcg@10" | "beyond_head";

/** A segment without figures has too few customers in the report. */
export interface SegmentLine {
  label: string;
  name: Localised | null;
  customers: number | null;
  figures: Partial<Record<Figure, Estimate>>;
}

/** The largest difference of groups. `q_value`: how likely lots would make it, null in reports of before. */
export interface Apart extends Estimate {
  q_value: number | null;
}

export interface GroupLine {
  name: string;
  customers: number;
  figures: Partial<Record<Figure, Estimate>>;
}

/** An attribute of customers' records. `left_out`: those without it, or in groups too small. */
export interface AttributeReport {
  attribute: string;
  left_out: number;
  apart: Partial<Record<Figure, Apart>>;
  lines: GroupLine[];
}

/** Moments are ISO; `cut`: the past moment of the lists. `renewed`: today's segments are younger than the report. */
export interface FairnessReport {
  made_at: string;
  cut: string | null;
  customers: number;
  items: number;
  shown: number;
  ndcg: number;
  bands: Band[];
  segments: SegmentLine[];
  apart: Partial<Record<Figure, Apart>>;
  attributes: AttributeReport[];
  fewest: number;
  renewed: boolean;
  weights: { source: string; share: number }[];
  learnt: boolean;
}
