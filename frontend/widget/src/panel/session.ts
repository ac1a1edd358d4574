import { batch, computed, effect, signal } from "@preact/signals";
import { ApiError, type ChatApi, type Credentials } from "./api";
import { Connection, type ConnectionOptions, type Link } from "./connection";
import { Delivery } from "./delivery";
import { recall, remember, type Remembered } from "./memory";
import { Outbox } from "./outbox";
import type { Language } from "../strings";
import type { Store } from "./storage";
import { emptyTimeline, hasGap, merge, settle, type Timeline } from "./timeline";
import type { ChatState, Conversation, Message, ServerFrame } from "./types";

/** idle: nothing loaded; starting: the first answer is awaited; failed: it did not come, `failure` says why. */
export type Phase = "idle" | "starting" | "ready" | "failed";
export type Notice = "fresh" | "freshIdentity" | "identityRefused";

export interface SessionOptions {
  api: ChatApi;
  store: Store;
  /** Language in which a new conversation is opened. */
  language: () => string;
  page: string | null;
  onConversation?: (exists: boolean) => void;
  onIdentified?: (name: string | null) => void;
  onError?: (code: string, message: string) => void;
  openSocket?: ConnectionOptions["openSocket"];
}

const TYPING_LASTS = 12_000;
const TYPING_EVERY = 3_000;
const botState: ChatState = { name: "bot", agent: null, position: null };

/** One visitor's conversation: what the panel shows, and what the customer can do to it. */
export class Session {
  readonly phase = signal<Phase>("idle");
  readonly failure = signal<string | null>(null);
  readonly notice = signal<Notice | null>(null);
  readonly timeline = signal<Timeline>(emptyTimeline);
  readonly state = signal<ChatState>(botState);
  readonly link = signal<Link>("idle");
  readonly typing = signal<"bot" | "staff" | null>(null);
  readonly opened = signal(false);
  readonly outbox: Outbox;
  readonly unread = computed(() => (this.opened.value ? 0 : this.countUnread()));

  /** A choice of language that the server has not heard of yet. */
  private untold: Language | null = null;
  private readonly visitor = signal<Remembered | null>(null);
  private connection: Connection | null = null;
  private delivery: Delivery | null = null;
  private shopToken: string | null = null;
  private typingTimer: ReturnType<typeof setTimeout> | undefined;
  private typingSent = 0;

  constructor(private readonly options: SessionOptions) {
    this.outbox = new Outbox(options.store);
    this.visitor.value = recall(options.store);
    effect(() => remember(options.store, this.visitor.value));
    effect(() => this.markRead());
  }

  get exists(): boolean {
    return this.visitor.value !== null;
  }

  /** What opens the present conversation; null before there is one. */
  get credentials(): Credentials | null {
    return this.visitor.value;
  }

  /** Continues an earlier conversation without opening anything; without one, nothing happens. */
  wake(): void {
    if (this.visitor.value && this.phase.value === "idle") this.resume();
  }

  open(): void {
    this.opened.value = true;
    if (this.phase.value !== "idle" && this.phase.value !== "failed") this.connection?.hurry();
    else if (this.visitor.value) this.resume();
    else void this.start();
  }

  close(): void {
    this.opened.value = false;
  }

  send(text: string): void {
    if (text.trim() === "") return;
    this.outbox.add(text, null);
    this.delivery?.kick();
  }

  press(buttonId: string, title: string): void {
    this.outbox.add(title, buttonId);
    this.delivery?.kick();
  }

  retry(clientId: string): void {
    this.outbox.mark(clientId, "sending");
    this.connection?.hurry();
    this.delivery?.kick();
  }

  /** Tells support that the customer writes; the bot has no use for it. */
  noteTyping(): void {
    if (this.state.value.name !== "human" || Date.now() - this.typingSent < TYPING_EVERY) return;
    if (this.connection?.send({ type: "typing" })) this.typingSent = Date.now();
  }

  /** Tells the server in which language to answer, the next button included; without a line it is told later. */
  async speak(language: Language): Promise<void> {
    const visitor = this.visitor.value;
    this.untold = visitor ? language : null;
    if (!visitor) return;
    try {
      await this.options.api.setLanguage(visitor, language);
      if (this.untold === language) this.untold = null;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      // A refusal stays one, and the next text tells the language too.
      if (error.status >= 400 && error.status < 500 && error.status !== 429) this.untold = null;
    }
  }

  /** Notes that a suggested product was opened; what cannot be noted costs the customer nothing. */
  async noteOpened(product: string): Promise<void> {
    const visitor = this.visitor.value;
    if (!visitor) return;
    try {
      await this.options.api.opened(visitor, product);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
    }
  }

  startOver(): void {
    this.outbox.clear();
    this.forget();
    void this.start();
  }

  /** Joins the conversation to the customer whom `token` names; null ends a joined conversation here. */
  async identify(token: string | null): Promise<void> {
    this.shopToken = token;
    const visitor = this.visitor.value;
    if (!visitor) return;
    if (token === null) {
      if (visitor.identified) this.replace("freshIdentity");
      return;
    }
    try {
      const { customer } = await this.options.api.identify(visitor, token);
      if (this.visitor.value?.id !== visitor.id) return;
      this.visitor.value = { ...this.visitor.value, identified: true };
      if (this.notice.value === "identityRefused") this.notice.value = null;
      this.options.onIdentified?.(customer?.name ?? null);
    } catch (error) {
      if (error instanceof ApiError && this.visitor.value?.id === visitor.id) this.identifyFailed(error);
    }
  }

  private identifyFailed(error: ApiError): void {
    if (error.status === 409 || error.status === 403) {
      // The conversation belongs to another customer: neither may see the other's.
      this.replace("freshIdentity");
      return;
    }
    if (error.status === 404) {
      this.refused();
      return;
    }
    if (error.status >= 400 && error.status < 500) this.notice.value = "identityRefused";
    this.options.onError?.(error.code, error.message);
  }

  private async start(): Promise<void> {
    this.phase.value = "starting";
    this.failure.value = null;
    const token = this.shopToken;
    try {
      const { api, language, page } = this.options;
      const conversation = await api.start(token, language(), page);
      this.begin(conversation, token !== null && conversation.customer !== null);
      if (this.shopToken !== token) await this.identify(this.shopToken);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (token !== null && error.status >= 400 && error.status < 500 && error.status !== 429) {
        // A sign-in that the server does not accept must not keep a visitor from asking.
        this.shopToken = null;
        this.notice.value = "identityRefused";
        this.options.onError?.(error.code, error.message);
        await this.start();
        return;
      }
      batch(() => {
        this.failure.value = error.code;
        this.phase.value = "failed";
      });
    }
  }

  private begin(conversation: Conversation, identified: boolean): void {
    batch(() => {
      const { conversation_id: id, visitor_token: token } = conversation;
      this.visitor.value = { id, token, identified, read: 0 };
      this.timeline.value = merge(emptyTimeline, conversation.messages, true);
      this.state.value = conversation.state;
      this.phase.value = "ready";
    });
    this.options.onConversation?.(true);
    if (identified) this.options.onIdentified?.(conversation.customer?.name ?? null);
    this.connect();
  }

  private resume(): void {
    this.phase.value = "starting";
    this.connect();
    if (this.shopToken !== null) void this.identify(this.shopToken);
  }

  private connect(): void {
    const visitor = this.visitor.value;
    if (!visitor) return;
    this.disconnect();
    const { api } = this.options;
    const connection = new Connection({
      address: api.socketAddress(visitor),
      hello: () => ({ type: "hello", token: visitor.token, after: this.timeline.value.settled }),
      onFrame: (frame) => this.receive(frame),
      onLink: (link) => this.linkChanged(link),
      poll: () => this.fetchNew(),
      ...(this.options.openSocket ? { openSocket: this.options.openSocket } : {}),
    });
    this.connection = connection;
    this.delivery = new Delivery({
      api,
      outbox: this.outbox,
      who: visitor,
      sendFrame: (frame) => connection.send(frame),
      onDelivered: (message) => this.delivered(message),
      onRefused: () => this.refused(),
    });
    connection.start();
    this.delivery.kick();
  }

  private linkChanged(link: Link): void {
    this.link.value = link;
    if (link !== "socket") this.delivery?.socketLost();
    if (link === "socket" || link === "polling") this.delivery?.kick();
  }

  private receive(frame: ServerFrame): void {
    switch (frame.type) {
      case "welcome":
        this.caughtUp(frame.messages, frame.state);
        return;
      case "ack":
        this.delivered(frame.message);
        this.delivery?.answered(frame.client_id, null);
        return;
      case "message":
        this.add([frame.message], false);
        if (frame.message.client_id) this.delivery?.answered(frame.message.client_id, null);
        return;
      case "typing":
        this.showTyping(frame.author);
        return;
      case "state":
        this.state.value = frame.state;
        return;
      case "error":
        if (frame.client_id) this.delivery?.answered(frame.client_id, frame.code);
        else if (frame.code === "unauthenticated" || frame.code === "not_found") this.refused();
        else this.options.onError?.(frame.code, frame.message);
        return;
      case "pong":
        return;
    }
  }

  private caughtUp(messages: Message[], state: ChatState): void {
    batch(() => {
      this.state.value = state;
      this.add(messages, true);
      this.phase.value = "ready";
    });
    this.options.onConversation?.(true);
    if (this.untold) void this.speak(this.untold);
  }

  private delivered(message: Message): void {
    this.add([message], false);
    if (this.state.value.name === "bot") this.showTyping("bot");
  }

  private add(incoming: Message[], complete: boolean): void {
    batch(() => {
      this.timeline.value = merge(this.timeline.value, incoming, complete);
      this.outbox.remove(new Set(incoming.flatMap((message) => message.client_id ?? [])));
      if (incoming.some((message) => message.author !== "customer")) this.typing.value = null;
    });
    if (!complete && hasGap(this.timeline.value)) void this.fillGap();
  }

  /** Asks for what lies between; where the server has nothing there, the gap is a message that is not ours to see. */
  private async fillGap(): Promise<void> {
    try {
      await this.fetchNew();
      this.timeline.value = settle(this.timeline.value);
    } catch {
      // The next welcome or poll asks again from the same place.
    }
  }

  private async fetchNew(): Promise<void> {
    const visitor = this.visitor.value;
    if (!visitor) return;
    try {
      const answer = await this.options.api.messages(visitor, this.timeline.value.settled);
      if (this.visitor.value?.id === visitor.id) this.caughtUp(answer.messages, answer.state);
    } catch (error) {
      if (!(error instanceof ApiError) || (error.status !== 401 && error.status !== 404)) throw error;
      if (this.visitor.value?.id === visitor.id) this.refused();
    }
  }

  private showTyping(author: "bot" | "staff"): void {
    clearTimeout(this.typingTimer);
    this.typing.value = author;
    this.typingTimer = setTimeout(() => (this.typing.value = null), TYPING_LASTS);
  }

  private refused(): void {
    this.replace("fresh");
  }

  /** Lets the present conversation go; an open panel gets a new one at once, a closed one when it is opened. */
  private replace(notice: Notice): void {
    if (notice === "fresh") this.outbox.keepTextOnly();
    else this.outbox.clear();
    this.forget();
    this.notice.value = notice;
    if (this.opened.value) void this.start();
    else this.options.onConversation?.(false);
  }

  private forget(): void {
    this.disconnect();
    clearTimeout(this.typingTimer);
    this.untold = null;
    batch(() => {
      this.visitor.value = null;
      this.timeline.value = emptyTimeline;
      this.state.value = botState;
      this.typing.value = null;
      this.notice.value = null;
      this.phase.value = "idle";
    });
  }

  private disconnect(): void {
    this.connection?.stop();
    this.delivery?.stop();
    this.connection = null;
    this.delivery = null;
  }

  private countUnread(): number {
    const read = this.visitor.value?.read ?? 0;
    return this.timeline.value.messages.filter(
      ({ seq, author }) => seq > read && (author === "bot" || author === "staff"),
    ).length;
  }

  private markRead(): void {
    const visitor = this.visitor.value;
    const last = this.timeline.value.messages.at(-1)?.seq ?? 0;
    if (visitor && this.opened.value && last > visitor.read) this.visitor.value = { ...visitor, read: last };
  }
}
