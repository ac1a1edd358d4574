import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Session } from "../src/panel/session";
import type { Store } from "../src/panel/storage";
import { MemoryServer } from "./server";
import { memoryStore } from "./samples";

let server: MemoryServer;
let store: Store;
let session: Session;
const told: unknown[] = [];

function newSession(): Session {
  return new Session({
    api: server.api,
    store,
    language: () => "en",
    page: null,
    openSocket: server.openSocket,
    onConversation: (exists) => told.push({ exists }),
    onError: (code) => told.push({ error: code }),
  });
}

const texts = (): string[] => session.timeline.value.messages.map(({ text }) => text);
const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers();
  server = new MemoryServer();
  store = memoryStore();
  told.length = 0;
  session = newSession();
});

afterEach(() => {
  vi.useRealTimers();
});

async function opened(): Promise<void> {
  session.open();
  await pass(50);
  expect(session.link.value).toBe("socket");
}

describe("a conversation", () => {
  it("begins only when the panel is opened", async () => {
    session.wake();
    await pass(1000);
    expect(server.conversations).toBe(0);
    await opened();
    expect(server.conversations).toBe(1);
    expect(texts()).toEqual(["welcome"]);
  });

  it("is continued on the next page, with all that was said", async () => {
    await opened();
    session.send("hello");
    await pass(50);
    session = newSession();
    session.wake();
    await pass(50);
    expect(server.conversations).toBe(1);
    expect(texts()).toEqual(["welcome", "hello"]);
  });

  it("begins anew, and says so, when the server no longer knows it", async () => {
    await opened();
    server.token = "changed";
    session = newSession();
    session.open();
    await pass(50);
    expect(server.conversations).toBe(2);
    expect(session.notice.value).toBe("fresh");
    expect(session.phase.value).toBe("ready");
  });

  it("that the server no longer knows is only forgotten while the panel is closed", async () => {
    await opened();
    server.token = "changed";
    session = newSession();
    session.wake();
    await pass(5000);
    expect(server.conversations).toBe(1);
    expect(told.at(-1)).toEqual({ exists: false });
  });

  it("that cannot be started says why, and starts when asked again", async () => {
    server.faults.start = 503;
    session.open();
    await pass(50);
    expect(session.phase.value).toBe("failed");
    expect(session.failure.value).toBe("unavailable");
    delete server.faults.start;
    await opened();
  });

  it("counts what others said while the panel was closed, across pages", async () => {
    await opened();
    session.close();
    server.say({ author: "staff", text: "any news?" });
    server.say({ author: "system", text: "Mira joined" });
    expect(session.unread.value).toBe(1);
    session = newSession();
    session.wake();
    await pass(50);
    expect(session.unread.value).toBe(1);
    session.open();
    expect(session.unread.value).toBe(0);
    session.close();
    expect(session.unread.value).toBe(0);
  });
});

describe("sending", () => {
  it("goes over the socket once, in order", async () => {
    await opened();
    for (const text of ["one", "two", "three"]) session.send(text);
    await pass(100);
    expect(texts()).toEqual(["welcome", "one", "two", "three"]);
    expect(server.sent).toHaveLength(3);
    expect(session.outbox.items.value).toEqual([]);
  });

  it("goes by HTTP under the same client_id when no acknowledgement comes", async () => {
    await opened();
    server.muted = true;
    session.send("hello");
    await pass(7000);
    expect(texts()).toEqual(["welcome", "hello"]);
    expect(session.outbox.items.value).toEqual([]);
  });

  it("waits without a network, survives a new page, and keeps its client_id", async () => {
    await opened();
    server.muted = true;
    server.faults.send = "network";
    session.send("kept");
    await pass(7000);
    const [waiting] = session.outbox.items.value;
    expect(waiting?.status).toBe("waiting");
    server.muted = false;
    server.faults = {};
    session = newSession();
    session.wake();
    await pass(100);
    expect(server.messages.filter(({ text }) => text === "kept")).toHaveLength(1);
    expect(server.messages.at(-1)?.client_id).toBe(waiting?.client_id);
  });

  it("that is refused says so, lets the next message pass, and goes when tried again", async () => {
    server.socketsAllowed = false;
    session.open();
    await pass(50);
    server.faults.send = 429;
    session.send("too fast");
    await pass(50);
    expect(session.outbox.items.value[0]).toMatchObject({ status: "failed", code: "rate_limited" });
    server.faults = {};
    session.send("next");
    await pass(50);
    expect(texts()).toEqual(["welcome", "next"]);
    session.retry(session.outbox.items.value[0]?.client_id ?? "");
    await pass(50);
    expect(texts()).toEqual(["welcome", "next", "too fast"]);
  });

  it("to a server that keeps failing ends as not sent after a few tries", async () => {
    server.socketsAllowed = false;
    server.faults.send = 503;
    session.open();
    session.send("hello");
    await pass(60_000);
    expect(session.outbox.items.value[0]).toMatchObject({ status: "failed", code: "unavailable" });
  });

  it("to a conversation that is gone carries the words over, but not a choice of the old one", async () => {
    await opened();
    session.close();
    server.muted = true;
    server.faults.send = "network";
    session.send("words");
    session.press("b1", "a choice");
    await pass(7000);
    server.token = "changed";
    server.muted = false;
    server.faults = {};
    session = newSession();
    session.open();
    await pass(200);
    expect(texts()).toEqual(["welcome", "words"]);
  });

  it("ignores a message of spaces", async () => {
    await opened();
    session.send("  \n ");
    expect(session.outbox.items.value).toEqual([]);
  });
});

describe("the line", () => {
  it("is taken up again after a break, with what was missed", async () => {
    await opened();
    server.sockets[0]?.drop();
    server.add({ text: "missed" });
    await pass(2000);
    expect(session.link.value).toBe("socket");
    expect(texts()).toEqual(["welcome", "missed"]);
  });

  it("falls back to polling, and returns to the socket", async () => {
    server.socketsAllowed = false;
    session.open();
    await pass(3000);
    expect(session.link.value).toBe("polling");
    server.add({ text: "polled" });
    await pass(3000);
    expect(texts()).toEqual(["welcome", "polled"]);
    server.socketsAllowed = true;
    await pass(31_000);
    expect(session.link.value).toBe("socket");
  });

  it("is taken as dead when it no longer answers", async () => {
    await opened();
    server.muted = true;
    const [silent] = server.sockets;
    await pass(36_000);
    expect(silent?.readyState).toBe(WebSocket.CLOSED);
  });

  it("fetches what lies between when a message came ahead of another", async () => {
    await opened();
    const late = server.add({ text: "two" });
    server.say({ text: "three" });
    await pass(10);
    expect(texts()).toEqual(["welcome", "two", "three"]);
    server.sockets[0]?.deliver({ type: "message", message: late });
    expect(texts()).toHaveLength(3);
  });
});

describe("a suggested product that is opened", () => {
  it("is noted, and a failure to note it is nobody's trouble", async () => {
    await opened();
    await session.noteOpened("lamp");
    server.faults.opened = "network";
    await session.noteOpened("kettle");
    expect(server.opened).toEqual(["lamp"]);
    expect(told).not.toContainEqual({ error: "unreachable" });
  });
});

describe("the language", () => {
  it("that is chosen reaches the server at once", async () => {
    await opened();
    await session.speak("zh");
    expect(server.language).toBe("zh");
  });

  it("chosen without a line is told when there is one again", async () => {
    await opened();
    server.faults.language = "network";
    await session.speak("zh");
    expect(server.language).toBe("en");
    delete server.faults.language;
    server.sockets[0]?.drop();
    await pass(2000);
    expect(session.link.value).toBe("socket");
    expect(server.language).toBe("zh");
  });

  it("chosen before there is a conversation is the one that it begins in", async () => {
    await session.speak("zh");
    expect(server.conversations).toBe(0);
  });
});

describe("identity", () => {
  it("joins the running conversation", async () => {
    await opened();
    await session.identify("lena");
    expect(server.owner).toBe("lena");
    expect(server.conversations).toBe(1);
  });

  it("never shows one customer another's conversation", async () => {
    await opened();
    await session.identify("lena");
    await session.identify("omar");
    await pass(50);
    expect(server.conversations).toBe(2);
    expect(session.notice.value).toBe("freshIdentity");
    expect(server.owner).toBe("omar");
  });

  it("ends the conversation on signing out, but leaves a visitor's alone", async () => {
    await opened();
    await session.identify(null);
    expect(server.conversations).toBe(1);
    await session.identify("lena");
    await session.identify(null);
    await pass(50);
    expect(server.conversations).toBe(2);
    expect(server.owner).toBeNull();
  });

  it("that the server refuses leaves the visitor free to ask, and tells the shop's page", async () => {
    server.faults.identify = 401;
    await opened();
    await session.identify("forged");
    expect(session.notice.value).toBe("identityRefused");
    expect(told.at(-1)).toEqual({ error: "unavailable" });
    session.send("hello");
    await pass(50);
    expect(texts()).toEqual(["welcome", "hello"]);
  });
});
