import type { Localised } from "../types";
import type { ApiClient } from "./client";

/** What is worth asking a customer; `askable` says that the agent has the conversation. */
export interface DeskQuestion {
  attribute: string;
  text: Localised;
  bits: number;
  gain: number;
  askable: boolean;
}

const path = (conversation: string) =>
  `/api/v1/desk/conversations/${encodeURIComponent(conversation)}/question`;

export class QuestionsApi {
  constructor(private readonly client: ApiClient) {}

  async read(conversation: string, signal?: AbortSignal): Promise<DeskQuestion | null> {
    return (await this.client.get<{ question: DeskQuestion | null }>(path(conversation), signal)).question;
  }

  async ask(conversation: string, attribute: string): Promise<DeskQuestion | null> {
    return (await this.client.post<{ question: null }>(path(conversation), { attribute })).question;
  }
}
