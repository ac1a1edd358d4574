import type { Language, Localised } from "../../types";

/** `unresolved` of `asked` questions, with its 95 % interval; share is null of none. */
export interface Share {
  asked: number;
  unresolved: number;
  share: number | null;
  low: number;
  high: number;
}

/** Different texts of a batch in the inbox, by what became of them. */
export interface Batch {
  open: number;
  labelled: number;
  written: number;
  dismissed: number;
}

/** since - before, in shares; null where a side is empty. */
export interface Effect {
  before: Share;
  since: Share;
  difference: number | null;
  low: number | null;
  high: number | null;
  verdict: "too_few" | "fewer" | "more" | "none_seen";
}

export interface KnowledgeGap {
  id: string;
  state: "open" | "taken" | "closed";
  language: Language;
  label: string;
  words: Partial<Record<Language, string[]>>;
  examples: { language: Language; text: string }[];
  share: Share;
  closes: number;
  why: Record<string, number>;
  closing: {
    kind: "article" | "intent" | "new_article";
    id: string | null;
    title: Localised;
    nearness: number;
  };
  batch: Batch | null;
  draft: { id: string; article_id: string; published_at: string | null } | null;
  closed_at: string | null;
  closed_by: "article" | "model" | null;
  effect: Effect | null;
}

export interface Survey {
  at: string;
  since: string;
  until: string;
  share: Share;
  usual: number;
  intents: { intent: string; share: Share }[];
}

export interface GapsPage {
  survey: Survey | null;
  gaps: KnowledgeGap[];
  /** Questions before and since below which nothing is concluded. */
  enough: number;
}

export type Part = "now" | "before" | "since";

export interface QuestionShown {
  id: string;
  conversation_id: string;
  language: Language;
  text: string;
  at: string;
  intent: string | null;
  unresolved: boolean;
}

export interface ArticleText {
  title: Localised;
  questions: Partial<Record<Language, string[]>>;
  answer: Localised;
  body: Localised;
  topics: string[];
}

export interface ArticleDraft extends ArticleText {
  id: string;
  article_id: string;
  gap_id: string | null;
  /** Whether publishing changes an article that is there already. */
  rewrites: boolean;
  published_at: string | null;
}
