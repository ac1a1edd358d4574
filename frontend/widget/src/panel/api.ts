import type { Language, Localised } from "../strings";
import type { About, AboutPage, Choices } from "./about";
import type { ChatState, Conversation, Message } from "./types";

/** A refusal by the server (`status` 4xx or 5xx), or no answer at all (`status` 0). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export interface Credentials {
  id: string;
  token: string;
}

export type Outgoing = { client_id: string; text: string } | { client_id: string; button_id: string };

export interface ShopInfo {
  name: Localised;
  currency: string;
}

export interface ChatApi {
  start(token: string | null, language: string, page: string | null): Promise<Conversation>;
  messages(who: Credentials, after: number): Promise<{ messages: Message[]; state: ChatState }>;
  send(who: Credentials, outgoing: Outgoing): Promise<{ message: Message }>;
  identify(who: Credentials, token: string): Promise<{ customer: { name: string } | null }>;
  opened(who: Credentials, product: string): Promise<unknown>;
  setLanguage(who: Credentials, language: Language): Promise<{ language: Language }>;
  shop(): Promise<ShopInfo>;
  socketAddress(who: Credentials): string;
}

/** What we know about the customer of a conversation, and their word on it; each change answers with the new page. */
export interface AboutApi {
  about(who: Credentials): Promise<About>;
  correct(who: Credentials, id: string, value: string, wanted: boolean): Promise<AboutPage>;
  remove(who: Credentials, id: string): Promise<AboutPage>;
  removeAnswer(who: Credentials, id: string): Promise<AboutPage>;
  choose(who: Credentials, choices: Partial<Choices>): Promise<AboutPage>;
}

const TIMEOUT = 12_000;

/** The chat API below `base` (ends in a slash). */
export function createApi(base: URL): ChatApi & AboutApi {
  const call = async <Answer>(
    path: string,
    body?: object,
    who?: Credentials,
    method = body ? "POST" : "GET",
    keepalive = false,
  ): Promise<Answer> => {
    const headers: Record<string, string> = {};
    if (body) headers["Content-Type"] = "application/json";
    if (who) headers["Authorization"] = `Bearer ${who.token}`;
    let response: Response;
    try {
      response = await fetch(new URL(path, base), {
        method,
        headers,
        body: body ? JSON.stringify(body) : null,
        signal: AbortSignal.timeout(TIMEOUT),
        credentials: "omit",
        keepalive,
      });
    } catch (error) {
      throw new ApiError(0, "unreachable", String(error));
    }
    if (!response.ok) throw await refusal(response);
    return (await response.json()) as Answer;
  };
  const at = (who: Credentials, rest: string): string =>
    `chat/conversations/${encodeURIComponent(who.id)}/${rest}`;

  const said = (id: string): string => `about-you/said/${encodeURIComponent(id)}`;

  return {
    about: (who) => call(at(who, "about-you"), undefined, who),
    correct: (who, id, value, wanted) => call(at(who, said(id)), { value, wanted }, who, "PUT"),
    remove: (who, id) => call(at(who, said(id)), undefined, who, "DELETE"),
    removeAnswer: (who, id) =>
      call(at(who, `about-you/service/${encodeURIComponent(id)}`), undefined, who, "DELETE"),
    choose: (who, choices) => call(at(who, "about-you/choices"), choices, who, "PUT"),
    start: (token, language, page) => call("chat/conversations", { token, language, page }),
    messages: (who, after) => call(at(who, `messages?after=${after}`), undefined, who),
    send: (who, outgoing) => call(at(who, "messages"), outgoing, who),
    identify: (who, token) => call(at(who, "identify"), { token }, who),
    // The page may be left by the same click.
    opened: (who, product) => call(at(who, "opened"), { product_id: product }, who, "POST", true),
    setLanguage: (who, language) => call(at(who, "language"), { language }, who),
    shop: () => call("shop"),
    socketAddress(who) {
      const address = new URL(at(who, "socket"), base);
      address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
      return address.href;
    },
  };
}

async function refusal(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null);
  const error = (body as { error?: { code?: unknown; message?: unknown } } | null)?.error;
  const code = typeof error?.code === "string" ? error.code : "other";
  const message = typeof error?.message === "string" ? error.message : response.statusText;
  return new ApiError(response.status, code, message);
}
