import { date, timeOfDay } from "../../format";
import type { Words } from "../../strings";
import type { Language } from "../../types";
import type { Model } from "./types";

/** A model is called by when it was trained; its id says nothing to a person. */
export function modelName(model: Model | undefined, words: Words, language: Language): string {
  if (!model) return "";
  const when = date(model.created_at, language, new Date());
  return words.models.name(when, timeOfDay(model.created_at, language));
}

/** What the model says where it does not know. */
export const FALLBACK = "nlu_fallback";

/** "0.873". */
export function score(value: number): string {
  return value.toFixed(3);
}

/** "82.3 %". */
export function exactPercent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** A topic as people say it; the fallback is what the model said. */
export function topic(name: string, words: Words): string {
  if (name === FALLBACK) return words.models.charts.confused.fallback;
  return (words.intents as Record<string, string>)[name] ?? name;
}

/** How long a training still takes, in words. */
export function timeLeft(seconds: number, words: Words): string {
  const left = words.models.training;
  if (seconds < 3) return left.soon;
  if (seconds < 90) return left.left(String(Math.ceil(seconds / 5) * 5));
  return left.leftMinutes(String(Math.round(seconds / 60)));
}
