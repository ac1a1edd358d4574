/** What the console API sends. Places in texts count Unicode code points. */

import type { Language, SentimentLabel } from "../types";

export const REASONS = ["corrected", "gap", "handoff", "fallback", "unsure"] as const;
export type Reason = (typeof REASONS)[number];
export const STATES = ["open", "labelled", "written", "dismissed"] as const;
export type ItemState = (typeof STATES)[number];

export interface Span {
  start: number;
  end: number;
  entity: string;
}

export interface Label {
  intent: string;
  text: string;
  entities: Span[];
  sentiment: SentimentLabel | null;
}

export interface Guess {
  name: string;
  confidence: number;
}

export interface Item {
  id: string;
  language: Language;
  text: string;
  reasons: Reason[];
  seen: number;
  guesses: Guess[];
  entities: Span[];
  sentiment: SentimentLabel | null;
  corrected: { intent?: string | null; sentiment?: SentimentLabel | null } | null;
  state: ItemState;
  label: Label | null;
  decided_by: string | null;
  decided_at: string | null;
  first_at: string;
  last_at: string;
}

export interface InboxPage {
  items: Item[];
  total: number;
  states: Record<ItemState, number>;
  reasons: Record<Reason, number>;
}

export interface Meaning {
  meaning: string;
  boundary: string;
}

export interface Intent {
  name: string;
  topic: string;
  meaning: Record<Language, Meaning>;
  examples: Record<Language, number>;
}

export interface Problem {
  kind: string;
  file: string;
  line: number;
  message: string;
  way_out: string;
  text: string;
  intent: string;
  other: { file: string; line: number; intent: string; text: string } | null;
}

export interface Changes {
  items: number;
  known: number;
  diff: string;
  digest: string;
  problems: (Problem & { item_id: string })[];
}

export interface Example {
  file: string;
  line: number;
  language: Language;
  intent: string;
  marked: string;
  text: string;
  entities: Span[];
}

export interface Report {
  examples: number;
  problems: Problem[];
  same_intent: number;
}
