import type { Audience, AudiencePage, Draft, Filter, Preview } from "../console/audiences/types";
import type { ApiClient } from "./client";

const ROOT = "/api/v1/console/audiences";

/** The console's API of audiences, for admins only. */
export class AudiencesApi {
  constructor(private readonly client: ApiClient) {}

  list(signal?: AbortSignal): Promise<AudiencePage> {
    return this.client.get(ROOT, signal);
  }

  preview(filter: Filter): Promise<Preview> {
    return this.client.post(`${ROOT}/preview`, filter);
  }

  save(id: string | null, draft: Draft): Promise<Audience> {
    return id === null ? this.client.post(ROOT, draft) : this.client.change("PUT", `${ROOT}/${id}`, draft);
  }

  run(id: string, deed: "start" | "stop"): Promise<Audience> {
    return this.client.post(`${ROOT}/${id}/${deed}`);
  }

  remove(id: string): Promise<object> {
    return this.client.change("DELETE", `${ROOT}/${id}`);
  }
}
