import type { Month, PromiseKept, PromisesPage, PromiseTask } from "../console/promises/types";
import type { ApiClient } from "./client";

const DESK = "/api/v1/desk/promises";
const CONSOLE = "/api/v1/console/promises";

/** Promises at risk, for all staff; promises kept, for admins. */
export class PromisesApi {
  constructor(private readonly client: ApiClient) {}

  async tasks(signal?: AbortSignal): Promise<PromiseTask[]> {
    return (await this.client.get<{ tasks: PromiseTask[] }>(DESK, signal)).tasks;
  }

  async lookedInto(id: string): Promise<PromiseTask[]> {
    const path = `${DESK}/${encodeURIComponent(id)}/looked-into`;
    return (await this.client.post<{ tasks: PromiseTask[] }>(path)).tasks;
  }

  months(signal?: AbortSignal): Promise<PromisesPage> {
    return this.client.get(CONSOLE, signal);
  }

  async behind({ month, kind }: Pick<Month, "month" | "kind">, signal?: AbortSignal): Promise<PromiseKept[]> {
    const path = `${CONSOLE}/${month}?kind=${encodeURIComponent(kind)}`;
    return (await this.client.get<{ promises: PromiseKept[] }>(path, signal)).promises;
  }
}
