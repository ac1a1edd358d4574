import type { Evidence, ReviewItem, ReviewPage, ReviewState } from "../console/review/types";
import type { Forecasts, RuleFilter, Rules } from "../console/trends/types";
import type { ApiClient } from "./client";

const ROOT = "/api/v1/console";

export interface ReviewFilter {
  state: ReviewState;
  reason: string;
  limit: number;
}

/** The console's API of what was mined, one function an address; for admins only. */
export class MiningApi {
  constructor(private readonly client: ApiClient) {}

  review({ state, reason, limit }: ReviewFilter, signal?: AbortSignal): Promise<ReviewPage> {
    const query = new URLSearchParams({ state, limit: String(limit), ...(reason && { reason }) });
    return this.client.get(`${ROOT}/review?${query}`, signal);
  }

  evidence(id: string, signal?: AbortSignal): Promise<Evidence> {
    return this.client.get(`${ROOT}/review/${encodeURIComponent(id)}/evidence`, signal);
  }

  decide(id: string, state: ReviewState, note: string): Promise<ReviewItem> {
    return this.client.post(`${ROOT}/review/${encodeURIComponent(id)}`, { state, note });
  }

  forecasts(signal?: AbortSignal): Promise<Forecasts> {
    return this.client.get(`${ROOT}/trends/forecasts`, signal);
  }

  rules({ q, order, limit }: RuleFilter, signal?: AbortSignal): Promise<Rules> {
    const query = new URLSearchParams({ q, order, limit: String(limit) });
    return this.client.get(`${ROOT}/trends/rules?${query}`, signal);
  }
}
