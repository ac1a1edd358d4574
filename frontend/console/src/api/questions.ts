import type { Localised } from "../types";
import type { ApiClient } from "./client";

/** What is worth asking a customer, or was asked here and waits for its answer (`asked`); `askable` says that
 * the agent has the conversation. */
export interface DeskQuestion {
  attribute: string;
  text: Localised;
  bits: number;
  gain: number;
  askable: boolean;
  asked: boolean;
}

/** What the customer said to it; skip: nothing that answers it. */
export type Heard = "yes" | "no" | "skip";

const path = (conversation: string) =>
  `/api/v1/desk/conversations/${encodeURIComponent(conversation)}/question`;

interface Shown {
  question: DeskQuestion | null;
}

export class QuestionsApi {
  constructor(private readonly client: ApiClient) {}

  async read(conversation: string, signal?: AbortSignal): Promise<DeskQuestion | null> {
    return (await this.client.get<Shown>(path(conversation), signal)).question;
  }

  async ask(conversation: string, attribute: string): Promise<DeskQuestion | null> {
    return (await this.client.post<Shown>(path(conversation), { attribute })).question;
  }

  async answer(conversation: string, heard: Heard): Promise<DeskQuestion | null> {
    return (await this.client.post<Shown>(`${path(conversation)}/answer`, { heard })).question;
  }
}
