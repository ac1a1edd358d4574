import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { backoff } from "../src/desk/live/backoff";
import { DeskSocket, readFrame } from "../src/desk/live/socket";

class Line {
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;
  sent: string[] = [];
  send(text: string): void {
    this.sent.push(text);
  }
  close(): void {
    this.onclose?.();
  }
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function desk() {
  const lines: Line[] = [];
  const [onFrame, onReturn] = [vi.fn(), vi.fn()];
  const socket = new DeskSocket(onFrame, onReturn, () => {
    const line = new Line();
    lines.push(line);
    return line as unknown as WebSocket;
  });
  socket.start();
  const say = (frame: object) => lines.at(-1)?.onmessage?.({ data: JSON.stringify(frame) });
  return { socket, lines, say, onFrame, onReturn };
}

it("is live from the first frame, comes back by itself, and then has what was missed fetched", () => {
  const { socket, lines, say, onFrame, onReturn } = desk();
  expect(socket.link.value).toBe("connecting");
  say({ type: "queue" });
  expect(socket.link.value).toBe("live");
  expect(onFrame).toHaveBeenCalledWith({ type: "queue" });
  lines[0]?.close();
  expect(socket.link.value).toBe("lost");
  vi.advanceTimersByTime(1_000);
  say({ type: "queue" });
  expect(lines).toHaveLength(2);
  expect(onReturn).toHaveBeenCalledOnce();
  socket.stop();
});

it("waits longer and longer where the server opens sockets only to close them", () => {
  const { socket, lines } = desk();
  for (let minute = 0; minute < 10; minute += 1) {
    for (let second = 0; second < 60; second += 1) {
      lines.at(-1)?.close();
      vi.advanceTimersByTime(1_000);
    }
  }
  expect(lines.length).toBeLessThan(60);
  socket.stop();
});

it("gives up a socket that answers no ping", () => {
  const { socket, lines, say } = desk();
  say({ type: "queue" });
  vi.advanceTimersByTime(25_000);
  expect(lines[0]?.sent).toEqual(['{"type":"ping"}']);
  say({ type: "pong" });
  vi.advanceTimersByTime(25_000);
  expect(socket.link.value).toBe("live");
  vi.advanceTimersByTime(25_000);
  expect(socket.link.value).toBe("lost");
  socket.stop();
});

it("stays away once it is stopped", () => {
  const { socket, lines, say } = desk();
  say({ type: "queue" });
  socket.stop();
  vi.advanceTimersByTime(120_000);
  expect(lines).toHaveLength(1);
});

it.each([
  "",
  "null",
  "[]",
  '{"type":"message","conversation_id":"c1"}',
  '{"type":"state"}',
  '{"type":"party"}',
])("ignores a frame that it does not know: %s", (data) => {
  expect(readFrame(data)).toBeNull();
});

it("doubles its pauses up to half a minute", () => {
  expect([1, 2, 3, 9].map((failures) => backoff(failures, () => 1))).toEqual([800, 1_600, 3_200, 30_000]);
  expect(backoff(1, () => 0)).toBe(400);
});
