import { backoff } from "./backoff";
import type { ClientFrame, ServerFrame } from "./types";

export type Link = "idle" | "connecting" | "socket" | "polling" | "offline";

export interface ConnectionOptions {
  address: string;
  hello: () => ClientFrame;
  onFrame: (frame: ServerFrame) => void;
  onLink: (link: Link) => void;
  /** Fetches what is new over HTTP; rejects where the server cannot be reached. */
  poll: () => Promise<void>;
  openSocket?: (address: string) => WebSocket;
  random?: () => number;
}

const WELCOME_WITHIN = 8_000;
const POLL_EVERY = 3_000;
const PING_EVERY = 25_000;
const PONG_WITHIN = 10_000;
const POLL_AFTER_FAILURES = 2;

/**
 * Keeps one conversation in touch with the server: by socket, and by polling while the socket cannot be had
 * twice in a row. The socket is tried again with growing pauses for as long as the connection is not stopped.
 */
export class Connection {
  private link: Link = "idle";
  private socket: WebSocket | null = null;
  private failures = 0;
  private stopped = false;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private pollTimer: ReturnType<typeof setTimeout> | undefined;
  private watchTimer: ReturnType<typeof setTimeout> | undefined;
  private readonly openSocket: (address: string) => WebSocket;

  constructor(private readonly options: ConnectionOptions) {
    this.openSocket = options.openSocket ?? ((address) => new WebSocket(address));
  }

  start(): void {
    addEventListener("online", this.onOnline);
    addEventListener("offline", this.onOffline);
    document.addEventListener("visibilitychange", this.onVisible);
    if (navigator.onLine) this.connect();
    else this.onOffline();
  }

  stop(): void {
    this.stopped = true;
    removeEventListener("online", this.onOnline);
    removeEventListener("offline", this.onOffline);
    document.removeEventListener("visibilitychange", this.onVisible);
    this.clear();
    this.setLink("idle");
  }

  /** Sends over the socket; false where there is none at the moment. */
  send(frame: ClientFrame): boolean {
    if (this.link !== "socket" || this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify(frame));
    return true;
  }

  /** Tries the socket now rather than at the end of the pause. */
  hurry(): void {
    if (this.stopped || this.link === "socket" || this.socket) return;
    this.connect();
  }

  private readonly onOnline = (): void => {
    this.failures = 0;
    this.connect();
  };

  private readonly onOffline = (): void => {
    this.clear();
    this.setLink("offline");
  };

  private readonly onVisible = (): void => {
    if (document.visibilityState === "visible" && this.link !== "offline") this.hurry();
  };

  private setLink(link: Link): void {
    if (this.link === link) return;
    this.link = link;
    this.options.onLink(link);
  }

  private connect(): void {
    clearTimeout(this.retryTimer);
    this.dropSocket();
    if (this.link !== "polling") this.setLink("connecting");
    let socket: WebSocket;
    try {
      socket = this.openSocket(this.options.address);
    } catch {
      this.lost();
      return;
    }
    this.socket = socket;
    socket.onopen = () => socket.send(JSON.stringify(this.options.hello()));
    socket.onmessage = (event) => this.receive(socket, event.data);
    socket.onclose = () => this.socket === socket && this.lost();
    this.watchTimer = setTimeout(() => this.lost(), WELCOME_WITHIN);
  }

  private receive(socket: WebSocket, data: unknown): void {
    if (this.socket !== socket) return;
    const frame = parseFrame(data);
    if (!frame) return;
    if (frame.type === "welcome") {
      this.failures = 0;
      clearTimeout(this.pollTimer);
      this.pollTimer = undefined;
      this.setLink("socket");
    }
    if (this.link === "socket") this.watch();
    this.options.onFrame(frame);
  }

  /** Any frame proves that the line is alive; after a silence we ask, and without an answer we take it as dead. */
  private watch(): void {
    clearTimeout(this.watchTimer);
    this.watchTimer = setTimeout(() => {
      this.send({ type: "ping" });
      this.watchTimer = setTimeout(() => this.lost(), PONG_WITHIN);
    }, PING_EVERY);
  }

  private lost(): void {
    this.dropSocket();
    if (this.stopped || this.link === "offline") return;
    this.failures += 1;
    if (this.link === "socket") this.setLink("connecting");
    if (this.failures >= POLL_AFTER_FAILURES && this.pollTimer === undefined) this.pollSoon(0);
    const pause = backoff(this.failures, this.options.random);
    this.retryTimer = setTimeout(() => this.connect(), pause);
  }

  private pollSoon(delay: number): void {
    this.pollTimer = setTimeout(async () => {
      try {
        await this.options.poll();
        if (this.pollTimer !== undefined && !this.stopped) this.setLink("polling");
      } catch {
        if (this.pollTimer !== undefined && !this.stopped) this.setLink("connecting");
      }
      if (this.pollTimer !== undefined && !this.stopped) this.pollSoon(POLL_EVERY);
    }, delay);
  }

  private dropSocket(): void {
    clearTimeout(this.watchTimer);
    const socket = this.socket;
    this.socket = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  private clear(): void {
    clearTimeout(this.retryTimer);
    clearTimeout(this.pollTimer);
    this.pollTimer = undefined;
    this.dropSocket();
  }
}

function parseFrame(data: unknown): ServerFrame | null {
  if (typeof data !== "string") return null;
  try {
    const frame: unknown = JSON.parse(data);
    return typeof frame === "object" && frame !== null && "type" in frame ? (frame as ServerFrame) : null;
  } catch {
    return null;
  }
}
