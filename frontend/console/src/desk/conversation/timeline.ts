import { sameDay } from "../../format";
import type { Message } from "../../types";
import type { Pending } from "./outbox";

/** `first` and `last`: whether it begins or ends a run of messages by one author. */
export interface MessageEntry {
  type: "message";
  key: string;
  message: Message;
  first: boolean;
  last: boolean;
  /** The title of the button that the customer answered with. */
  chosen: string | null;
}

export type Entry =
  | { type: "day"; key: string; at: string }
  | MessageEntry
  | { type: "pending"; key: string; pending: Pending };

const TOGETHER = 5 * 60_000;

/** The transcript as it is drawn: day lines, runs of one author, what is still being sent at the end. */
export function timeline(messages: readonly Message[], pending: readonly Pending[]): Entry[] {
  const entries: Entry[] = [];
  messages.forEach((message, at) => {
    const before = messages[at - 1];
    const after = messages[at + 1];
    if (!before || !sameDay(new Date(before.created_at), new Date(message.created_at))) {
      entries.push({ type: "day", key: `day ${message.id}`, at: message.created_at });
    }
    const [first, last] = [!together(before, message), !together(message, after)];
    entries.push({
      type: "message",
      key: message.id,
      message,
      first,
      last,
      chosen: chosenButton(message, after),
    });
  });
  const stored = new Set(messages.map((message) => message.client_id));
  for (const item of pending) {
    if (!stored.has(item.clientId)) entries.push({ type: "pending", key: item.clientId, pending: item });
  }
  return entries;
}

function together(one: Message | undefined, next: Message | undefined): boolean {
  if (!one || !next || one.author !== next.author || one.name !== next.name || !one.note !== !next.note)
    return false;
  const apart = new Date(next.created_at).getTime() - new Date(one.created_at).getTime();
  return apart < TOGETHER && sameDay(new Date(one.created_at), new Date(next.created_at));
}

/** The title of the button that the customer answered with, where they did. */
function chosenButton(message: Message, after: Message | undefined): string | null {
  if (after?.author !== "customer") return null;
  const offered = [...message.buttons, ...message.cards.flatMap((card) => card.buttons ?? [])];
  return offered.find(({ title }) => title === after.text)?.title ?? null;
}
