import { ApiError, type ChatApi, type Outgoing } from "../src/panel/api";
import type { ChatState, ClientFrame, Message, ServerFrame } from "../src/panel/types";
import { bot, message } from "./samples";

/** A chat server in memory that keeps the contract: idempotent by client_id, seq from 1, sockets told of everything. */
export class MemoryServer {
  messages: Message[] = [];
  state: ChatState = bot;
  token = "t1";
  conversations = 0;
  owner: string | null = null;
  language = "en";
  /** What goes wrong, by call; a status, or "network". */
  faults: Partial<
    Record<"start" | "send" | "messages" | "identify" | "language" | "opened", number | "network">
  > = {};
  readonly opened: string[] = [];
  socketsAllowed = true;
  muted = false;
  readonly sent: Outgoing[] = [];
  sockets: FakeSocket[] = [];

  add(changes: Partial<Message>): Message {
    const added = message(this.messages.length + 1, {
      id: `c${this.conversations}-${this.messages.length + 1}`,
      ...changes,
    });
    this.messages.push(added);
    return added;
  }

  say(changes: Partial<Message>): void {
    const said = this.add(changes);
    for (const socket of this.sockets) socket.deliver({ type: "message", message: said });
  }

  receive(outgoing: Outgoing): Message {
    this.sent.push(outgoing);
    const known = this.messages.find(({ client_id }) => client_id === outgoing.client_id);
    const text = "text" in outgoing ? outgoing.text : outgoing.button_id;
    return known ?? this.add({ author: "customer", text, client_id: outgoing.client_id });
  }

  readonly api: ChatApi = {
    start: async (token) => {
      this.fail("start");
      this.conversations += 1;
      this.token = `t${this.conversations}`;
      this.messages = [];
      this.owner = token;
      this.add({ text: "welcome" });
      return {
        conversation_id: `c${this.conversations}`,
        visitor_token: this.token,
        state: this.state,
        language: "en",
        customer: token ? { name: token } : null,
        messages: [...this.messages],
      };
    },
    messages: async (who, after) => {
      this.fail("messages");
      this.check(who.token);
      return { messages: this.messages.filter(({ seq }) => seq > after), state: this.state };
    },
    send: async (who, outgoing) => {
      this.fail("send");
      this.check(who.token);
      return { message: this.receive(outgoing) };
    },
    identify: async (who, token) => {
      this.fail("identify");
      this.check(who.token);
      if (this.owner !== null && this.owner !== token)
        throw new ApiError(409, "conflict", "another customer");
      this.owner = token;
      return { customer: { name: token } };
    },
    opened: async (who, product) => {
      this.fail("opened");
      this.check(who.token);
      this.opened.push(product);
    },
    setLanguage: async (who, language) => {
      this.fail("language");
      this.check(who.token);
      this.language = language;
      return { language };
    },
    shop: async () => ({ name: "Norden", currency: "USD" }),
    socketAddress: (who) => `ws://test/${who.id}`,
  };

  openSocket = (): WebSocket => new FakeSocket(this) as unknown as WebSocket;

  accepts(token: string): boolean {
    return token === this.token;
  }

  private check(token: string): void {
    if (!this.accepts(token)) throw new ApiError(404, "not_found", "no such conversation");
  }

  private fail(call: keyof MemoryServer["faults"]): void {
    const fault = this.faults[call];
    if (fault === "network") throw new ApiError(0, "unreachable", "no network");
    if (fault) throw new ApiError(fault, fault === 429 ? "rate_limited" : "unavailable", "fault");
  }
}

/** One end of a socket to the memory server; answers come in later turns, as on a network. */
export class FakeSocket {
  readyState: number = WebSocket.CONNECTING;
  onopen: (() => void) | null = null;
  onclose: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;

  constructor(private readonly server: MemoryServer) {
    setTimeout(() => (server.socketsAllowed ? this.accept() : this.drop()), 1);
  }

  send(text: string): void {
    const frame = JSON.parse(text) as ClientFrame;
    setTimeout(() => this.answer(frame), 1);
  }

  close(): void {
    this.readyState = WebSocket.CLOSED;
    this.server.sockets = this.server.sockets.filter((socket) => socket !== this);
  }

  drop(): void {
    this.close();
    this.onclose?.();
  }

  deliver(frame: ServerFrame): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }

  private accept(): void {
    this.readyState = WebSocket.OPEN;
    this.onopen?.();
  }

  private answer(frame: ClientFrame): void {
    if (this.readyState !== WebSocket.OPEN) return;
    if (frame.type === "hello") this.welcome(frame);
    if (frame.type === "ping" && !this.server.muted) this.deliver({ type: "pong" });
    if (frame.type !== "message" && frame.type !== "button") return;
    if (this.server.muted) return;
    const { type: _, ...outgoing } = frame;
    this.deliver({ type: "ack", client_id: frame.client_id, message: this.server.receive(outgoing) });
  }

  private welcome(frame: Extract<ClientFrame, { type: "hello" }>): void {
    if (!this.server.accepts(frame.token)) {
      this.deliver({ type: "error", code: "not_found", message: "no such conversation" });
      this.drop();
      return;
    }
    this.server.sockets.push(this);
    const messages = this.server.messages.filter(({ seq }) => seq > frame.after);
    this.deliver({ type: "welcome", state: this.server.state, messages });
  }
}
