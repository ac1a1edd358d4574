import type { Language } from "../../types";
import type { ArticleText } from "./types";

/** An article as it is typed: ways of asking are lines. */
export interface Typed {
  title: Record<Language, string>;
  questions: Record<Language, string>;
  answer: Record<Language, string>;
  body: Record<Language, string>;
  topics: string[];
}

export function typedOf({ title, questions, answer, body, topics }: ArticleText): Typed {
  const both = (text: Partial<Record<Language, string>>) => ({ en: text.en ?? "", zh: text.zh ?? "" });
  const lines = (language: Language): string => (questions[language] ?? []).join("\n");
  return {
    title: both(title),
    questions: { en: lines("en"), zh: lines("zh") },
    answer: both(answer),
    body: both(body),
    topics,
  };
}

export function textOf({ title, questions, answer, body, topics }: Typed): ArticleText {
  const lines = (text: string): string[] => text.split("\n").filter((line) => line.trim());
  return {
    title,
    questions: { en: lines(questions.en), zh: lines(questions.zh) },
    answer,
    body,
    topics,
  };
}

/** Whether each language that is begun has a title and an answer, and one is begun. */
export function publishable({ title, answer }: Typed): boolean {
  const begun = (["en", "zh"] as const).filter((one) => title[one].trim() || answer[one].trim());
  return begun.length > 0 && begun.every((one) => title[one].trim() && answer[one].trim());
}
