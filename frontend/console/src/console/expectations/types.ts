import type { Localised } from "../../types";

export type NodeKind = "feature" | "expectation" | "experience" | "satisfaction" | "outcome";

export interface NetworkNode {
  name: string;
  kind: NodeKind;
  label: Localised;
  states: { name: string; label: Localised }[];
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Network {
  width: number;
  height: number;
  nodes: NetworkNode[];
  arrows: { parent: string; child: string; path: string }[];
  /** Nodes of which too little is known here, with the number of orders in which they are. */
  left_out: Record<string, number>;
  orders: number;
}

/** A class of customers: `share` of it has the value, `overall` of all. */
export interface Kind {
  number: number;
  weight: number;
  traits: { field: string; value: string; share: number; overall: number }[];
  leans: { field: string; deviations: number }[];
}

export interface Overview {
  card: {
    made_at: string;
    first_at: string | null;
    until: string;
    customers: number;
    orders: number;
    foresight: { orders: number; log_loss: number; base_log_loss: number } | null;
    missing: string[];
  };
  network: Network | null;
  kinds: Kind[];
}

export interface Chance {
  state: string;
  probability: number;
  low: number;
  high: number;
  rows: number;
}

export interface Answer {
  target: string;
  used: Evidence;
  chances: Chance[];
  matching: number;
  known: number;
  enough: boolean;
}

/** States by node. */
export type Evidence = Record<string, string>;
