import type { Credentials } from "./api";
import { readJson, type Store } from "./storage";

/** What the panel remembers between pages, in the storage of its own origin. */
export interface Remembered extends Credentials {
  /** The conversation was joined to a customer's account, so signing out must end it here. */
  identified: boolean;
  /** Seq of the last message that the customer has seen. */
  read: number;
}

const KEY = "attune.visitor";

export function recall(store: Store): Remembered | null {
  return readJson(store, KEY, isRemembered);
}

export function remember(store: Store, value: Remembered | null): void {
  if (value) store.set(KEY, JSON.stringify(value));
  else store.remove(KEY);
}

function isRemembered(value: unknown): value is Remembered {
  const candidate = value as Partial<Remembered> | null;
  return (
    typeof candidate?.id === "string" &&
    typeof candidate.token === "string" &&
    typeof candidate.read === "number" &&
    typeof candidate.identified === "boolean"
  );
}
