import type { Localised, Trait } from "../../types";

export interface Segment {
  /** Stays with the segment from one rebuild to the next. */
  label: number;
  name: Localised;
  sentence: Localised;
  size: number;
  share: number;
  traits: Trait[];
}

export interface Candidate {
  k: number;
  silhouette: number;
  stability: number;
  smallest: number;
}

export interface CustomerMap {
  explained: [number, number];
  /** How much each feature grows along the axes. */
  loadings: Record<string, [number, number]>;
  points: [x: number, y: number, label: number | null][];
  centres: [x: number, y: number, label: number][];
}

export interface Division {
  id: string;
  created_at: string;
  as_of: string;
  customers: number;
  method: string;
  fitted_on: number;
  outside: number;
  notes: string[];
  choice: Candidate[];
  segments: Segment[];
  map: CustomerMap;
  categories: Record<string, Localised>;
}
