import { signal, type ReadonlySignal } from "@preact/signals";
import { readJson, type Store } from "./storage";

/** A message of the customer's that the server has not acknowledged. */
export interface Unsent {
  client_id: string;
  text: string;
  button_id: string | null;
  created_at: string;
  /** sending: on its way; waiting: kept until the server can be reached; failed: refused, `code` says why. */
  status: "sending" | "waiting" | "failed";
  code: string | null;
}

const KEY = "attune.outbox";

/** Unsent messages in the order in which they were written, kept in the browser until they are acknowledged. */
export class Outbox {
  private readonly list = signal<readonly Unsent[]>([]);
  readonly items: ReadonlySignal<readonly Unsent[]> = this.list;

  constructor(private readonly store: Store) {
    const kept = readJson(store, KEY, isUnsentList) ?? [];
    this.list.value = kept.map((item) => (item.status === "sending" ? { ...item, status: "waiting" } : item));
  }

  add(text: string, buttonId: string | null): Unsent {
    const item: Unsent = {
      client_id: crypto.randomUUID(),
      text,
      button_id: buttonId,
      created_at: new Date().toISOString(),
      status: "sending",
      code: null,
    };
    this.save([...this.list.value, item]);
    return item;
  }

  /** The oldest message that may be tried: a refused one waits for the customer, and does not hold up the next. */
  next(): Unsent | undefined {
    return this.list.value.find((item) => item.status !== "failed");
  }

  mark(clientId: string, status: Unsent["status"], code: string | null = null): void {
    this.save(
      this.list.value.map((item) => (item.client_id === clientId ? { ...item, status, code } : item)),
    );
  }

  /** The server cannot be reached: what was on its way waits, in its place. */
  hold(): void {
    this.save(
      this.list.value.map((item) => (item.status === "sending" ? { ...item, status: "waiting" } : item)),
    );
  }

  remove(clientIds: ReadonlySet<string>): void {
    if (this.list.value.some((item) => clientIds.has(item.client_id))) {
      this.save(this.list.value.filter((item) => !clientIds.has(item.client_id)));
    }
  }

  /** For a new conversation: words still mean the same there, choices of the old one do not. */
  keepTextOnly(): void {
    this.save(this.list.value.filter((item) => item.button_id === null));
  }

  clear(): void {
    this.save([]);
  }

  private save(items: readonly Unsent[]): void {
    this.list.value = items;
    if (items.length) this.store.set(KEY, JSON.stringify(items));
    else this.store.remove(KEY);
  }
}

function isUnsentList(value: unknown): value is Unsent[] {
  return (
    Array.isArray(value) &&
    value.every((item: unknown) => {
      const unsent = item as Partial<Unsent> | null;
      return typeof unsent?.client_id === "string" && typeof unsent.text === "string";
    })
  );
}
