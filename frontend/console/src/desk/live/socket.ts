import { Observable } from "../../observable";
import type { Frame } from "../../types";
import { backoff } from "./backoff";

const PING_EVERY = 25_000;

export type Link = "connecting" | "live" | "lost";

/** The desk's socket: reads frames, connects again by itself, and says whether it is live. */
export class DeskSocket {
  readonly link = new Observable<Link>("connecting");
  private socket: WebSocket | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private pulse: ReturnType<typeof setInterval> | undefined;
  private heard = true;
  private failures = 0;
  private wanted = false;

  constructor(
    private readonly onFrame: (frame: Frame) => void,
    /** Frames were missed: the caller fetches what it shows. */
    private readonly onReturn: () => void,
    private readonly open: () => WebSocket = openSocket,
  ) {}

  start(): void {
    if (this.wanted) return;
    this.wanted = true;
    addEventListener("online", this.hurry);
    document.addEventListener("visibilitychange", this.hurry);
    this.connect();
  }

  stop(): void {
    this.wanted = false;
    clearTimeout(this.timer);
    clearInterval(this.pulse);
    removeEventListener("online", this.hurry);
    document.removeEventListener("visibilitychange", this.hurry);
    const socket = this.socket;
    this.socket = null;
    socket?.close();
    this.failures = 0;
    this.link.set("connecting");
  }

  /** The network or the reader is back: do not sit out the pause. */
  private readonly hurry = (): void => {
    if (!this.wanted || this.socket || document.visibilityState === "hidden") return;
    clearTimeout(this.timer);
    this.connect();
  };

  private connect(): void {
    const socket = this.open();
    this.socket = socket;
    this.heard = true;
    socket.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (this.socket !== socket) return;
      this.heard = true;
      if (this.link.value !== "live") this.welcome(socket);
      const frame = readFrame(data);
      if (frame) this.onFrame(frame);
    };
    socket.onclose = () => this.lose(socket);
  }

  /** Live from the first frame on: a server that refuses opens the socket too, only to close it. */
  private welcome(socket: WebSocket): void {
    const missed = this.failures > 0;
    this.failures = 0;
    this.link.set("live");
    this.pulse = setInterval(() => this.ping(socket), PING_EVERY);
    if (missed) this.onReturn();
  }

  /** A cable that was pulled closes no socket: silence since the last ping means that it is dead. */
  private ping(socket: WebSocket): void {
    if (!this.heard) {
      socket.close();
      this.lose(socket);
      return;
    }
    this.heard = false;
    socket.send('{"type":"ping"}');
  }

  private lose(socket: WebSocket): void {
    if (this.socket !== socket) return;
    clearInterval(this.pulse);
    this.socket = null;
    this.failures += 1;
    this.link.set("lost");
    this.timer = setTimeout(() => this.connect(), backoff(this.failures));
  }
}

function openSocket(): WebSocket {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  return new WebSocket(`${scheme}://${location.host}/api/v1/desk/socket`);
}

/** The frame, or null for anything that this desk does not know. */
export function readFrame(data: unknown): Frame | null {
  try {
    const frame = JSON.parse(String(data)) as Partial<Frame> | null;
    if (frame?.type === "queue") return { type: "queue" };
    if (!frame || !("conversation_id" in frame) || typeof frame.conversation_id !== "string") return null;
    if (frame.type === "message") return frame.message ? (frame as Frame) : null;
    return frame.type === "state" || frame.type === "typing" ? (frame as Frame) : null;
  } catch {
    return null;
  }
}
