import type { AnswerBehind, Opened, Source, Trends } from "../console/service/types";
import type { ApiClient } from "./client";

const ROOT = "/api/v1/console/service-quality";

/** What customers expect of the service and what they get; for admins only. */
export class ServiceApi {
  constructor(private readonly client: ApiClient) {}

  trends(source: Source, signal?: AbortSignal): Promise<Trends> {
    return this.client.get(`${ROOT}?source=${source}`, signal);
  }

  async answers(
    { dimension, source, segment, month }: Opened,
    signal?: AbortSignal,
  ): Promise<AnswerBehind[]> {
    const query = new URLSearchParams({ dimension, source });
    if (segment !== undefined) query.set("segment", segment);
    if (month !== undefined) query.set("month", month);
    return (await this.client.get<{ answers: AnswerBehind[] }>(`${ROOT}/answers?${query}`, signal)).answers;
  }

  csv(source: Source, language: string): string {
    return `${ROOT}.csv?source=${source}&language=${language}`;
  }
}
