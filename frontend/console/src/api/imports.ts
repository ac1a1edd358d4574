import type { Import, ImportReport } from "../console/imports/types";
import type { ApiClient } from "./client";

const root = "/api/v1/console/imports";

/** The console's API of imports; for admins only. */
export class ImportsApi {
  constructor(private readonly client: ApiClient) {}

  async list(signal?: AbortSignal): Promise<Import[]> {
    return (await this.client.get<{ imports: Import[] }>(root, signal)).imports;
  }

  report(id: string, signal?: AbortSignal): Promise<ImportReport> {
    return this.client.get(`${root}/${encodeURIComponent(id)}`, signal);
  }
}
