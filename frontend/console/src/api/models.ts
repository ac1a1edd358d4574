import type { Comparison, Deployment, Job, Model, Overview, Report } from "../console/models/types";
import type { ApiClient } from "./client";

const root = "/api/v1/console";

/** The console's API of the models, one function an address. */
export class ModelsApi {
  constructor(private readonly client: ApiClient) {}

  overview(signal?: AbortSignal): Promise<Overview> {
    return this.client.get<Overview>(`${root}/models`, signal);
  }

  report(id: string, signal?: AbortSignal): Promise<{ model: Model; report: Report }> {
    return this.client.get(`${root}/models/${encodeURIComponent(id)}/report`, signal);
  }

  async comparison(id: string, signal?: AbortSignal): Promise<Comparison> {
    const path = `${root}/models/${encodeURIComponent(id)}/compare`;
    return (await this.client.get<{ comparison: Comparison }>(path, signal)).comparison;
  }

  async train(): Promise<Job> {
    return (await this.client.post<{ job: Job }>(`${root}/training`)).job;
  }

  async promote(id: string, force: boolean, reason: string): Promise<Deployment> {
    const path = `${root}/models/${encodeURIComponent(id)}/promote`;
    return (await this.client.post<{ deployment: Deployment }>(path, { force, reason })).deployment;
  }

  async rollBack(): Promise<Deployment> {
    return (await this.client.post<{ deployment: Deployment }>(`${root}/rollback`)).deployment;
  }
}
