import { ApiError } from "../../api/client";
import { Observable } from "../../observable";
import type { Message } from "../../types";
import type { Kind } from "./drafts";

export interface Pending {
  clientId: string;
  conversationId: string;
  kind: Kind;
  text: string;
  createdAt: string;
  status: "sending" | "failed";
  /** Why it failed, in the server's words; empty where no answer came. */
  error: string;
}

type Send = (conversationId: string, kind: Kind, clientId: string, text: string) => Promise<Message>;

/** What was written and is not confirmed yet. A retry repeats the same client id, so nothing is said twice. */
export class Outbox {
  readonly pending = new Observable<readonly Pending[]>([]);

  constructor(
    private readonly send: Send,
    private readonly onStored: (conversationId: string, message: Message) => void,
    private readonly onRefused: (conversationId: string) => void,
  ) {}

  add(conversationId: string, kind: Kind, text: string): Promise<void> {
    const clientId = crypto.randomUUID();
    const item: Pending = {
      clientId,
      conversationId,
      kind,
      text,
      createdAt: new Date().toISOString(),
      status: "sending",
      error: "",
    };
    this.pending.set([...this.pending.value, item]);
    return this.deliver(item);
  }

  async retry(clientId: string): Promise<void> {
    const item = this.pending.value.find((one) => one.clientId === clientId);
    if (item?.status !== "failed") return;
    this.change(clientId, { status: "sending", error: "" });
    await this.deliver(item);
  }

  discard(clientId: string): void {
    this.pending.set(this.pending.value.filter((one) => one.clientId !== clientId));
  }

  private async deliver(item: Pending): Promise<void> {
    try {
      const message = await this.send(item.conversationId, item.kind, item.clientId, item.text);
      this.onStored(item.conversationId, message);
      this.discard(item.clientId);
    } catch (error) {
      this.change(item.clientId, { status: "failed", error: reasonOf(error) });
      if (error instanceof ApiError && error.status === 409) this.onRefused(item.conversationId);
    }
  }

  private change(clientId: string, change: Partial<Pending>): void {
    this.pending.set(
      this.pending.value.map((one) => (one.clientId === clientId ? { ...one, ...change } : one)),
    );
  }
}

function reasonOf(error: unknown): string {
  return error instanceof ApiError && error.status >= 400 && error.status < 500 ? error.message : "";
}
