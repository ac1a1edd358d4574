import { formatMoney } from "../../../money";
import { strings, type Language } from "../strings";

const locale: Record<Language, string> = { en: "en-GB", zh: "zh-CN" };

export function timeOfDay(iso: string, language: Language): string {
  return new Date(iso).toLocaleTimeString(locale[language], { hour: "2-digit", minute: "2-digit" });
}

/** "Today", "Yesterday" or the date, for the line between two days. */
export function dayName(iso: string, language: Language, now: Date = new Date()): string {
  const day = new Date(iso);
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  if (sameDay(day, now)) return strings[language].today;
  if (sameDay(day, yesterday)) return strings[language].yesterday;
  const year = day.getFullYear() === now.getFullYear() ? {} : { year: "numeric" as const };
  return day.toLocaleDateString(locale[language], { day: "numeric", month: "long", ...year });
}

export function sameDay(a: Date, b: Date): boolean {
  return a.toDateString() === b.toDateString();
}

/** A price as the server worded it, or minor units (cents) worded here; empty where there is none. */
export function price(
  value: string | number | null | undefined,
  currency: string,
  language: Language,
): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  return formatMoney(value, currency, language);
}

export function wholeNumber(value: number, language: Language): string {
  return new Intl.NumberFormat(locale[language]).format(value);
}

/** Length as the server counts it: characters, not UTF-16 units. */
export function lengthOf(text: string): number {
  return [...text].length;
}
