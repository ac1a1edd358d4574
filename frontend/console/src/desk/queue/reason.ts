import type { IconName } from "../../icons";
import { named, readable } from "../../format";
import type { Words } from "../../strings";
import type { Row } from "../../types";

const icons: Readonly<Record<string, IconName>> = {
  asked: "ask",
  fallbacks: "question",
  negative_sentiment: "frown",
  rule: "rule",
  bot_down: "unplugged",
  staff: "person",
};

export function reasonIcon(row: Row): IconName {
  if (row.reason) return icons[row.reason] ?? "ask";
  return row.state === "resolved" ? "check" : "bot";
}

export function reasonText(reason: string, words: Words): string {
  return named(words.reasons, reason);
}

/** What a hand-off is about: the rule or intent that asked for it in words, or the sentence as it came. */
export function detailText(detail: string, words: Words): string {
  return (
    words.ruleDetails[detail] ??
    words.intents[detail] ??
    (/^[a-z]+(_[a-z]+)*$/.test(detail) ? readable(detail) : detail)
  );
}

export function stateText(row: Row, words: Words, staffId: string): string {
  if (row.state === "human" && row.holder) {
    return row.holder.id === staffId ? words.heldByYou : words.heldBy(row.holder.name);
  }
  return words.states[row.state];
}
