import { strings, type Words } from "./strings";
import { formatMoney } from "../../money";
import type { Language, Localised } from "./types";

const locale: Record<Language, string> = { en: "en-GB", zh: "zh-CN" };

export function timeOfDay(iso: string, language: Language): string {
  return new Date(iso).toLocaleTimeString(locale[language], {
    hour: "2-digit",
    minute: "2-digit",
    hour12: false,
  });
}

/** "Today", "Yesterday" or the date. */
export function dayName(iso: string, language: Language, now: Date): string {
  const day = new Date(iso);
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  if (sameDay(day, now)) return strings[language].today;
  if (sameDay(day, yesterday)) return strings[language].yesterday;
  return date(iso, language, now);
}

/** "18 November", with the year where it is not this one. */
export function date(iso: string, language: Language, now: Date): string {
  const day = new Date(iso);
  const year = day.getFullYear() === now.getFullYear() ? {} : { year: "numeric" as const };
  return day.toLocaleDateString(locale[language], {
    day: "numeric",
    month: language === "en" ? "short" : "long",
    ...year,
  });
}

export function sameDay(a: Date, b: Date): boolean {
  return a.toDateString() === b.toDateString();
}

/** How long since then: "now", "4 min", "1 h 12 min", "2 days". A clock that is ahead of the server's says "now". */
export function elapsed(iso: string, words: Words, now: Date): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - new Date(iso).getTime()) / 60_000));
  if (minutes < 1) return words.now;
  if (minutes < 60) return words.minutes(minutes);
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return words.hours(hours, hours < 6 ? minutes % 60 : 0);
  return words.days(Math.floor(hours / 24));
}

/** Minor units (cents) as money; a price that the server has worded stays as it is. */
export function money(value: number | string, currency: string, language: Language): string {
  if (typeof value === "string") return value;
  return formatMoney(value, currency, language);
}

/** Money that is only about so much: three figures are told. */
export function aboutMoney(cents: number, currency: string, language: Language): string {
  return formatMoney(Number(cents.toPrecision(3)), currency, language).replace(/\.00$/, "");
}

export function number(value: number, language: Language): string {
  return new Intl.NumberFormat(locale[language]).format(value);
}

/** A share in [0, 1] as "94 %", never broken between lines. */
export function percent(share: number): string {
  return `${Math.round(share * 100)}\u00a0%`;
}

/** Text from data in the reader's language, else in any; plain text as it is. */
export function localised(value: string | Localised | null | undefined, language: Language): string {
  if (!value) return "";
  if (typeof value === "string") return value;
  return value[language] ?? value.en ?? value.zh ?? "";
}

/** A name that the catalogue does not hold, made readable: "action_track_order" is "Track order". */
export function readable(name: string): string {
  const plain = name
    .replace(/^(action|utter)_/, "")
    .replaceAll("_", " ")
    .trim();
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

export function named(catalogue: Readonly<Record<string, string>>, name: string): string {
  return catalogue[name] ?? readable(name);
}

export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  if (/[\u3400-\u9fff]/.test(name)) return [...(words[0] ?? "")].slice(-2).join("");
  return words.length > 1 ? `${first(words[0])}${first(words.at(-1))}` : first(words[0]);
}

function first(word: string | undefined): string {
  return ([...(word ?? "")][0] ?? "").toUpperCase();
}
