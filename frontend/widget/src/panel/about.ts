import type { Localised } from "../strings";

/** What the server tells a proven customer of themselves. */
export interface Said {
  id: string;
  kind: string;
  /** As it is stored: cents of a budget, the id of a category. */
  value: string;
  label: Localised;
  wanted: boolean;
  source: string;
  said_at: string;
  contradicted: boolean;
  used: Localised;
}

export interface Inference {
  code: string;
  text: Localised;
  why: Localised;
}

/** What they said of the service, from 1 to 5; `expected` is null where it was read from what they wrote. */
export interface ServiceAnswer {
  id: string;
  name: Localised;
  expected: number | null;
  experienced: number | null;
  source: string;
  at: string;
}

export interface Choices {
  keep: boolean;
  ask: boolean;
  personalise: boolean;
  offers: boolean;
}

export interface AboutPage {
  proven: true;
  choices: Choices;
  said: Said[];
  said_in_all: number;
  inferred: Inference[];
  service: ServiceAnswer[];
  categories: Record<string, Localised>;
  currency: string;
}

export type About = AboutPage | { proven: false };

/** A budget as it is typed ("49.50", "49,50") in whole cents; null where it is no amount above zero. */
export function centsOf(typed: string): number | null {
  const plain = typed.trim().replace(",", ".");
  if (!/^\d{1,9}(\.\d{1,2})?$/.test(plain)) return null;
  const cents = Math.round(Number(plain) * 100);
  return cents > 0 ? cents : null;
}

/** The other way round, for the field that it is typed into. */
export function typedCents(value: string): string {
  const cents = Number(value);
  return cents % 100 === 0 ? String(cents / 100) : (cents / 100).toFixed(2);
}
