import { aboutMoney, percent } from "../../format";
import type { Words } from "../../strings";
import type { Language, Stake } from "../../types";

/** Minutes of head start from which on a row is marked: less hardly changes who is next. */
const MARKED = 3;

export function isPressing(stake: Stake | null | undefined): stake is Stake {
  return !!stake && stake.minutes >= MARKED;
}

/** Why somebody comes earlier: the chance of losing them, and what they have spent. */
export function stakeText(stake: Stake, currency: string, language: Language, words: Words): string {
  return words.queue.stake(percent(stake.churn), aboutMoney(stake.spent_cents, currency, language));
}
