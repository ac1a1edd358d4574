import type { ChatState, Message } from "../src/panel/types";
import type { Store } from "../src/panel/storage";

export const bot: ChatState = { name: "bot", agent: null, position: null };

export function message(seq: number, changes: Partial<Message> = {}): Message {
  return {
    id: `m${seq}`,
    seq,
    author: "bot",
    name: null,
    text: `text ${seq}`,
    buttons: [],
    cards: [],
    created_at: "2026-11-22T09:30:00Z",
    client_id: null,
    ...changes,
  };
}

/** Storage as a browser's tab would keep it. */
export function memoryStore(): Store {
  const kept = new Map<string, string>();
  return {
    get: (key) => kept.get(key) ?? null,
    set: (key, value) => void kept.set(key, value),
    remove: (key) => void kept.delete(key),
  };
}
