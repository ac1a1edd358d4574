import type { Changes, Example, InboxPage, Intent, Item, Label, Report } from "../console/types";
import type { Division } from "../console/segments/types";
import type { Language } from "../types";
import type { ApiClient } from "./client";

const ROOT = "/api/v1/console";

export interface InboxFilter {
  state: string;
  reason: string | null;
  language: string | null;
  q: string;
  limit: number;
}

export interface DataFilter {
  intent: string | null;
  language: string | null;
  q: string;
  limit: number;
}

type Place = Pick<Example, "file" | "line" | "marked">;

/** The console's addresses, one function each; for admins only. */
export class ConsoleApi {
  constructor(private readonly client: ApiClient) {}

  inbox(filter: InboxFilter, signal?: AbortSignal): Promise<InboxPage> {
    return this.client.get(`${ROOT}/inbox?${query({ ...filter })}`, signal);
  }

  label(id: string, label: Label): Promise<Item> {
    return this.client.change("PUT", `${ROOT}/inbox/${encodeURIComponent(id)}/label`, label);
  }

  decide(id: string, step: "dismiss" | "reopen"): Promise<Item> {
    return this.client.post(`${ROOT}/inbox/${encodeURIComponent(id)}/${step}`);
  }

  changes(signal?: AbortSignal): Promise<Changes> {
    return this.client.get(`${ROOT}/changes`, signal);
  }

  apply(digest: string): Promise<{ written: number; files: string[] }> {
    return this.client.post(`${ROOT}/changes/apply`, { digest });
  }

  async intents(signal?: AbortSignal): Promise<Intent[]> {
    return (await this.client.get<{ intents: Intent[] }>(`${ROOT}/intents`, signal)).intents;
  }

  data(filter: DataFilter, signal?: AbortSignal): Promise<{ examples: Example[]; total: number }> {
    return this.client.get(`${ROOT}/data?${query({ ...filter })}`, signal);
  }

  async segments(signal?: AbortSignal): Promise<Division | null> {
    return (await this.client.get<{ division: Division | null }>(`${ROOT}/segments`, signal)).division;
  }

  problems(signal?: AbortSignal): Promise<Report> {
    return this.client.get(`${ROOT}/data/problems`, signal);
  }

  add(language: Language, intent: string, marked: string): Promise<unknown> {
    return this.client.post(`${ROOT}/data`, { language, intent, marked });
  }

  /** Another text, and another intent where one is given. */
  edit({ file, line, marked }: Place, to: string, intent: string | null): Promise<unknown> {
    return this.client.change("PATCH", `${ROOT}/data`, { file, line, marked, to, intent });
  }

  remove({ file, line, marked }: Place): Promise<unknown> {
    return this.client.change("DELETE", `${ROOT}/data`, { file, line, marked });
  }
}

function query(values: Record<string, string | number | null>): string {
  const given = Object.entries(values).filter(([, value]) => value !== null && value !== "");
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
}
