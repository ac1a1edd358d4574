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
  apart: Partial<Record<Figure, Estimate>>;
  fewest: number;
  renewed: boolean;
  weights: { source: string; share: number }[];
  learnt: boolean;
}
