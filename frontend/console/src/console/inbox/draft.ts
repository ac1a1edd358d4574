/** A label in the making. */

import type { SentimentLabel } from "../../types";
import type { Item, Label, Span } from "../types";
import { fromCodePoints, moved, toCodePoints, withSpan } from "./spans";

export interface Draft {
  intent: string | null;
  text: string;
  spans: Span[];
  sentiment: SentimentLabel | null;
}

export type Step =
  | { type: "intent"; intent: string }
  | { type: "sentiment"; sentiment: SentimentLabel | null }
  | { type: "nextSentiment" }
  | { type: "text"; text: string }
  | { type: "mark"; span: Span }
  | { type: "unmark"; span: Span };

export const SENTIMENTS: readonly SentimentLabel[] = ["negative", "neutral", "positive"];

/** What an agent said or the model guesses is chosen to begin with, so that a right guess is one key. */
export function begin(item: Item): Draft {
  const { label, corrected } = item;
  const text = label?.text ?? item.text;
  return {
    intent: label?.intent ?? corrected?.intent ?? item.guesses[0]?.name ?? null,
    text,
    spans: fromCodePoints(text, label?.entities ?? item.entities),
    sentiment: label ? label.sentiment : (corrected?.sentiment ?? null),
  };
}

export function take(draft: Draft, step: Step): Draft {
  switch (step.type) {
    case "intent":
      return { ...draft, intent: step.intent };
    case "sentiment":
      return { ...draft, sentiment: step.sentiment };
    case "nextSentiment": {
      const at = draft.sentiment ? SENTIMENTS.indexOf(draft.sentiment) : -1;
      return { ...draft, sentiment: SENTIMENTS[at + 1] ?? null };
    }
    case "text":
      return { ...draft, text: step.text, spans: moved(draft.text, step.text, draft.spans) };
    case "mark":
      return { ...draft, spans: withSpan(draft.text, draft.spans, step.span) };
    case "unmark":
      return { ...draft, spans: draft.spans.filter((span) => span !== step.span) };
  }
}

/** As the server takes it: one line, places in code points. Null where no intent or no words are there. */
export function finished(draft: Draft): Label | null {
  const text = draft.text.replace(/\s+/g, " ").trim();
  if (!draft.intent || !text) return null;
  const spans = moved(draft.text, text, draft.spans);
  return { intent: draft.intent, text, entities: toCodePoints(text, spans), sentiment: draft.sentiment };
}
