import type { FairnessReport } from "../console/recommendations/types";
import type { ApiClient } from "./client";

const ROOT = "/api/v1/console/recommendations";

/** What recommendations show and whom they serve how well; for admins only. */
export class RecommendationsApi {
  constructor(private readonly client: ApiClient) {}

  /** Null before the first report. */
  async report(signal?: AbortSignal): Promise<FairnessReport | null> {
    return (await this.client.get<{ report: FairnessReport | null }>(ROOT, signal)).report;
  }

  csv(language: string): string {
    return `${ROOT}.csv?language=${language}`;
  }
}
