import { localised, money, number, percent } from "../../format";
import type { Words } from "../../strings";
import type { Language } from "../../types";
import { BOUNDS, type Bound } from "./typed";
import type { AudiencePage, Filter } from "./types";

/** A filter as a sentence of its parts. */
export function filterInWords(
  filter: Filter,
  page: AudiencePage,
  words: Words["audiences"],
  language: Language,
): string {
  const shown: Record<Bound, (value: number) => string> = {
    purchase: percent,
    churn: percent,
    spent: (cents) => money(cents, page.currency, language),
    quiet: (days) => number(days, language),
  };
  const parts: string[] = [];
  for (const label of filter.segments ?? []) {
    const segment = page.segments.find((one) => one.label === label);
    parts.push(segment ? localised(segment.name, language) : String(label));
  }
  for (const name of Object.keys(BOUNDS) as Bound[]) {
    const low = filter[BOUNDS[name].low];
    const high = filter[BOUNDS[name].high];
    const what = words.filter[name];
    const show = shown[name];
    if (low !== undefined && high !== undefined)
      parts.push(words.filter.between(what, show(low), show(high)));
    else if (low !== undefined) parts.push(words.filter.least(what, show(low)));
    else if (high !== undefined) parts.push(words.filter.most(what, show(high)));
  }
  if (filter.orders_min !== undefined)
    parts.push(words.filter.least(words.filter.orders, number(filter.orders_min, language)));
  if (filter.gap) {
    const topic = filter.gap_topic ? localised(page.topics[filter.gap_topic], language) : "";
    parts.push([words.form.gaps[filter.gap], topic].filter(Boolean).join(language === "zh" ? "：" : ": "));
  }
  return parts.length === 0 ? words.filter.all : parts.join(language === "zh" ? "；" : "; ");
}

/** Points of a difference of shares, with a sign: "+4.2". */
export function points(difference: number): string {
  const text = (Math.abs(difference) * 100).toFixed(1);
  return text === "0.0" ? "0.0" : `${difference < 0 ? "−" : "+"}${text}`;
}
