/** What loader (shop's page) and panel (iframe of the app's origin) say to each other by postMessage. */

export type ToPanel =
  | { type: "open"; focus: boolean }
  | { type: "close" }
  | { type: "identify"; token: string | null }
  | { type: "language"; language: string };

export type ToHost =
  | { type: "ready" }
  | { type: "close" }
  | { type: "unread"; count: number }
  | { type: "language"; language: "en" | "zh" }
  | { type: "conversation"; exists: boolean }
  | { type: "identified"; name: string | null }
  | { type: "error"; code: string; message: string };

const MARK = "attune";

/** Wraps a message so that other scripts' messages on the same page are never taken for ours. */
export function seal<Message extends ToPanel | ToHost>(
  message: Message,
): { source: string; message: Message } {
  return { source: MARK, message };
}

/**
 * The message of an event, or null where it comes from another window or origin than expected.
 * `window` is compared by identity: an origin alone does not prove which frame spoke.
 */
export function unseal<Message extends ToPanel | ToHost>(
  event: MessageEvent<unknown>,
  expected: { window: unknown; origin: string },
): Message | null {
  if (event.source !== expected.window || event.origin !== expected.origin) return null;
  const data = event.data;
  if (typeof data !== "object" || data === null || !("source" in data) || data.source !== MARK) return null;
  if (!("message" in data) || typeof data.message !== "object" || data.message === null) return null;
  return data.message as Message;
}
