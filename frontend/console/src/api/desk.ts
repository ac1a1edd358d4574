import type {
  Conversation,
  Correction,
  CustomerView,
  Language,
  Message,
  Outlook,
  Row,
  Staff,
} from "../types";
import type { ApiClient } from "./client";

export interface SignedIn {
  staff: Staff;
  csrf: string;
}

export type Step = "claim" | "release" | "resolve" | "snooze";

interface ConversationAnswer {
  conversation: Omit<Conversation, "handoff" | "messages">;
  handoff: Conversation["handoff"];
  messages: Message[];
}

/** The Staff API, one function an address. */
export class DeskApi {
  constructor(private readonly client: ApiClient) {}

  me(): Promise<SignedIn> {
    return this.keep(this.client.get<SignedIn>("/api/v1/staff/me"));
  }

  signIn(email: string, password: string): Promise<SignedIn> {
    return this.keep(this.client.post<SignedIn>("/api/v1/staff/login", { email, password }));
  }

  signOut(): Promise<unknown> {
    return this.client.post("/api/v1/staff/logout");
  }

  async queue(signal?: AbortSignal): Promise<Row[]> {
    return (await this.client.get<{ conversations: Row[] }>("/api/v1/desk/queue", signal)).conversations;
  }

  async conversation(id: string, signal?: AbortSignal): Promise<Conversation> {
    const { conversation, handoff, messages } = await this.client.get<ConversationAnswer>(at(id), signal);
    return { ...conversation, handoff, messages };
  }

  /** Reasons of suggestions come worded in `language`. */
  customer(id: string, language: Language, signal?: AbortSignal): Promise<CustomerView> {
    return this.client.get<CustomerView>(`${at(id, "customer")}?language=${language}`, signal);
  }

  /** Why a customer's chance is what it is; null without enough evidence. */
  outlook(customer: string, task: "purchase" | "churn", signal?: AbortSignal): Promise<Outlook | null> {
    const path = `/api/v1/customers/${encodeURIComponent(customer)}/outlook/${task}`;
    return this.client.get<Outlook | null>(path, signal);
  }

  take(id: string, step: Step, minutes?: number): Promise<Row> {
    return this.client.post<Row>(at(id, step), minutes === undefined ? {} : { minutes });
  }

  async say(id: string, kind: "reply" | "note", clientId: string, text: string): Promise<Message> {
    return (await this.client.post<{ message: Message }>(at(id, kind), { client_id: clientId, text }))
      .message;
  }

  async correct(messageId: string, what: Partial<Correction>): Promise<Correction> {
    const path = `/api/v1/desk/messages/${encodeURIComponent(messageId)}/correction`;
    return (await this.client.post<{ corrected: Correction }>(path, what)).corrected;
  }

  typing(id: string): Promise<unknown> {
    return this.client.post(at(id, "typing"));
  }

  async currency(): Promise<string> {
    return (await this.client.get<{ currency: string }>("/api/v1/shop")).currency;
  }

  private async keep(answer: Promise<SignedIn>): Promise<SignedIn> {
    const signedIn = await answer;
    this.client.csrf = signedIn.csrf;
    return signedIn;
  }
}

function at(id: string, step?: string): string {
  const path = `/api/v1/desk/conversations/${encodeURIComponent(id)}`;
  return step ? `${path}/${step}` : path;
}
