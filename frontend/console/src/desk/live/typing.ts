import { Observable } from "../../observable";

const SHOWN_FOR = 6_000;

/** In which conversations the customer is writing at the moment. */
export class TypingCustomers {
  readonly now = new Observable<ReadonlySet<string>>(new Set());
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();

  note(conversationId: string): void {
    clearTimeout(this.timers.get(conversationId));
    this.timers.set(
      conversationId,
      setTimeout(() => this.clear(conversationId), SHOWN_FOR),
    );
    this.now.set(new Set([...this.now.value, conversationId]));
  }

  clear(conversationId: string): void {
    clearTimeout(this.timers.get(conversationId));
    this.timers.delete(conversationId);
    this.now.set(new Set([...this.now.value].filter((id) => id !== conversationId)));
  }
}
