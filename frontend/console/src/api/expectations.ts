import type { Answer, Evidence, Overview } from "../console/expectations/types";
import type { ApiClient } from "./client";

const ROOT = "/api/v1/console/expectations";

/** What customers expect and what becomes of it; for admins only. */
export class ExpectationsApi {
  constructor(private readonly client: ApiClient) {}

  overview(signal?: AbortSignal): Promise<Overview> {
    return this.client.get(ROOT, signal);
  }

  /** What the network says of every node that is not given. */
  async ask(evidence: Evidence): Promise<Record<string, Answer>> {
    return (await this.client.post<{ answers: Record<string, Answer> }>(`${ROOT}/ask`, { evidence })).answers;
  }
}
