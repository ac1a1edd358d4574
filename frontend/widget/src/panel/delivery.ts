import { ApiError, type ChatApi, type Credentials, type Outgoing } from "./api";
import { backoff } from "./backoff";
import type { Outbox, Unsent } from "./outbox";
import type { ClientFrame, Message } from "./types";

export interface DeliveryOptions {
  api: ChatApi;
  outbox: Outbox;
  who: Credentials;
  sendFrame: (frame: ClientFrame) => boolean;
  onDelivered: (message: Message) => void;
  /** The server no longer accepts this conversation. */
  onRefused: () => void;
}

const ACK_WITHIN = 6_000;
const TRIES_WHEN_UNAVAILABLE = 4;

type Verdict = "acked" | "unanswered" | { code: string };

/**
 * Sends the outbox in order, one message at a time: over the socket where there is one, else (and where no
 * acknowledgement comes) by HTTP under the same client_id, which the server takes as the same message.
 */
export class Delivery {
  private busy = false;
  private stopped = false;
  private unavailable = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private awaiting: { clientId: string; settle: (verdict: Verdict) => void } | null = null;

  constructor(private readonly options: DeliveryOptions) {}

  /** Starts sending where it is not under way; call whenever something was written or the line came back. */
  kick(): void {
    clearTimeout(this.timer);
    if (!this.busy && !this.stopped) void this.run();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    this.awaiting?.settle("unanswered");
  }

  /** The server's answer to a frame that `kick` sent. */
  answered(clientId: string, code: string | null): void {
    if (this.awaiting?.clientId === clientId) this.awaiting.settle(code === null ? "acked" : { code });
  }

  /** The socket went away, so no acknowledgement will come over it. */
  socketLost(): void {
    this.awaiting?.settle("unanswered");
  }

  private async run(): Promise<void> {
    this.busy = true;
    try {
      for (let item = this.options.outbox.next(); item && !this.stopped; item = this.options.outbox.next()) {
        if (!(await this.deliver(item))) break;
      }
    } finally {
      this.busy = false;
    }
  }

  /** True where the next message may follow. */
  private async deliver(item: Unsent): Promise<boolean> {
    const { outbox } = this.options;
    // While the server cannot be reached each further try is no news: the message goes on waiting.
    if (this.unavailable === 0) outbox.mark(item.client_id, "sending");
    const verdict = await this.bySocket(item);
    if (verdict === "acked") return this.done(item.client_id);
    if (verdict !== "unanswered") return this.refused(item, verdict.code);
    if (this.stopped) return false;
    return this.byHttp(item);
  }

  private bySocket(item: Unsent): Promise<Verdict> {
    const sent = this.options.sendFrame(
      item.button_id === null
        ? { type: "message", client_id: item.client_id, text: item.text }
        : { type: "button", client_id: item.client_id, button_id: item.button_id },
    );
    if (!sent) return Promise.resolve("unanswered");
    return new Promise((resolve) => {
      const timer = setTimeout(() => settle("unanswered"), ACK_WITHIN);
      const settle = (verdict: Verdict): void => {
        clearTimeout(timer);
        this.awaiting = null;
        resolve(verdict);
      };
      this.awaiting = { clientId: item.client_id, settle };
    });
  }

  private async byHttp(item: Unsent): Promise<boolean> {
    const outgoing: Outgoing =
      item.button_id === null
        ? { client_id: item.client_id, text: item.text }
        : { client_id: item.client_id, button_id: item.button_id };
    try {
      const { message } = await this.options.api.send(this.options.who, outgoing);
      this.options.onDelivered(message);
      return this.done(item.client_id);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (this.stopped) return false;
      return error.status > 0 && error.status < 500
        ? this.refused(item, error.code)
        : this.later(item, error);
    }
  }

  private done(clientId: string): boolean {
    this.unavailable = 0;
    this.options.outbox.remove(new Set([clientId]));
    return true;
  }

  private refused(item: Unsent, code: string): boolean {
    // A choice that is not found is only an old choice; words that find no conversation mean that it is gone.
    const gone = code === "unauthenticated" || (code === "not_found" && item.button_id === null);
    if (gone) {
      this.options.outbox.mark(item.client_id, "waiting");
      this.options.onRefused();
      return false;
    }
    this.options.outbox.mark(item.client_id, "failed", code);
    return true;
  }

  private later(item: Unsent, error: ApiError): boolean {
    this.unavailable += 1;
    // Without a network we wait as long as it takes; a server that answers but fails gets a few tries, then the customer decides.
    if (error.status > 0 && this.unavailable >= TRIES_WHEN_UNAVAILABLE) {
      this.unavailable = 0;
      this.options.outbox.mark(item.client_id, "failed", "unavailable");
      return true;
    }
    this.options.outbox.hold();
    this.timer = setTimeout(() => this.kick(), backoff(this.unavailable));
    return false;
  }
}
