import type { Answer, Evidence, Overview } from "../console/expectations/types";
import type { Behind, FamilyMap, Opened } from "../console/gaps/types";
import type { ApiClient } from "./client";

const ROOT = "/api/v1/console/expectations";
const MAP = "/api/v1/console/gap-map";

/** What customers expect and what becomes of it; for admins only. */
export class ExpectationsApi {
  constructor(private readonly client: ApiClient) {}

  overview(signal?: AbortSignal): Promise<Overview> {
    return this.client.get(ROOT, signal);
  }

  async gapMap(signal?: AbortSignal): Promise<FamilyMap[]> {
    return (await this.client.get<{ families: FamilyMap[] }>(MAP, signal)).families;
  }

  /** Who is behind a cell of the gap map. */
  async behind({ family, segment, topic }: Opened, signal?: AbortSignal): Promise<Behind[]> {
    const query = new URLSearchParams({ family, segment: String(segment), topic });
    return (await this.client.get<{ customers: Behind[] }>(`${MAP}/customers?${query}`, signal)).customers;
  }

  gapMapCsv(language: string): string {
    return `${MAP}.csv?language=${language}`;
  }

  /** What the network says of every node that is not given. */
  async ask(evidence: Evidence): Promise<Record<string, Answer>> {
    return (await this.client.post<{ answers: Record<string, Answer> }>(`${ROOT}/ask`, { evidence })).answers;
  }
}
