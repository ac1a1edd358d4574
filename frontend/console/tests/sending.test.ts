import { expect, it, vi } from "vitest";
import { ApiClient, ApiError } from "../src/api/client";
import { Drafts, forgetDrafts } from "../src/desk/conversation/drafts";
import { Outbox } from "../src/desk/conversation/outbox";
import type { Memory } from "../src/memory";
import { message } from "./samples";

function memory(): Memory {
  const held = new Map<string, string>();
  return {
    get: (key) => held.get(key) ?? null,
    set: (key, value) => void held.set(key, value),
    remove: (key) => void held.delete(key),
    keys: () => [...held.keys()],
  };
}

const answer = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });

it("repeats a failed message under the same client id", async () => {
  const send = vi
    .fn()
    .mockRejectedValueOnce(new ApiError(0, "unreachable", ""))
    .mockResolvedValueOnce(message());
  const stored = vi.fn();
  const outbox = new Outbox(send, stored, vi.fn());
  await outbox.add("c1", "reply", "hello");
  const failed = outbox.pending.value[0];
  expect(failed).toMatchObject({ status: "failed", text: "hello" });
  await outbox.retry(failed?.clientId ?? "");
  expect(send.mock.calls[1]).toEqual(send.mock.calls[0]);
  expect(stored).toHaveBeenCalledOnce();
  expect(outbox.pending.value).toEqual([]);
});

it("sends nothing twice when a retry is pressed while one is on its way", async () => {
  let arrive: (value: ReturnType<typeof message>) => void = () => undefined;
  const send = vi.fn(() => new Promise<ReturnType<typeof message>>((resolve) => (arrive = resolve)));
  const outbox = new Outbox(send, vi.fn(), vi.fn());
  const sent = outbox.add("c1", "note", "hello");
  await outbox.retry(outbox.pending.value[0]?.clientId ?? "");
  arrive(message());
  await sent;
  expect(send).toHaveBeenCalledOnce();
});

it("says why the server refused, and has the conversation looked at again", async () => {
  const refused = vi.fn();
  const outbox = new Outbox(
    () => Promise.reject(new ApiError(409, "conflict", "Jonas has this conversation.")),
    vi.fn(),
    refused,
  );
  await outbox.add("c1", "reply", "hello");
  expect(outbox.pending.value[0]).toMatchObject({ error: "Jonas has this conversation." });
  expect(refused).toHaveBeenCalledWith("c1");
});

it("keeps drafts by person, conversation and kind until somebody signs out", () => {
  const kept = memory();
  new Drafts(kept, "s1").write("c1", "reply", "half a sentence");
  expect(new Drafts(kept, "s1").read("c1", "reply")).toBe("half a sentence");
  expect(new Drafts(kept, "s1").read("c1", "note")).toBe("");
  expect(new Drafts(kept, "s2").read("c1", "reply")).toBe("");
  kept.set("attune.desk.language", "zh");
  forgetDrafts(kept);
  expect(kept.keys()).toEqual(["attune.desk.language"]);
});

it("tells that a session has ended, but not on a wrong password", async () => {
  const client = new ApiClient(async () =>
    answer(401, { error: { code: "unauthenticated", message: "Please sign in." } }),
  );
  client.onSignedOut = vi.fn();
  await expect(client.post("/api/v1/staff/login")).rejects.toMatchObject({ status: 401 });
  expect(client.onSignedOut).not.toHaveBeenCalled();
  await expect(client.get("/api/v1/desk/queue")).rejects.toMatchObject({ message: "Please sign in." });
  expect(client.onSignedOut).toHaveBeenCalledOnce();
});

it("renews the token once when another tab has signed in anew", async () => {
  const tokens: string[] = [];
  const client = new ApiClient(async (path, request) => {
    if (path === "/api/v1/staff/me") return answer(200, { csrf: "new" });
    const token = new Headers(request?.headers).get("X-CSRF-Token") ?? "";
    tokens.push(token);
    return token === "new" ? answer(200, {}) : answer(403, {});
  });
  client.csrf = "old";
  await client.post("/api/v1/desk/conversations/c1/claim");
  expect(tokens).toEqual(["old", "new"]);
});

it("gives a missing answer a status of its own", async () => {
  const client = new ApiClient(() => Promise.reject(new TypeError("Failed to fetch")));
  await expect(client.get("/api/v1/desk/queue")).rejects.toMatchObject({ status: 0 });
});
