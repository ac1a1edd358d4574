import type { GestureCard, GesturesPage } from "../console/service/gestureTypes";
import type { ApiClient } from "./client";

const card = (conversation: string) =>
  `/api/v1/desk/conversations/${encodeURIComponent(conversation)}/gesture`;

/** Small gestures: proposed and decided at the desk by all staff, looked at in the console by admins. */
export class GesturesApi {
  constructor(private readonly client: ApiClient) {}

  card(conversation: string, signal?: AbortSignal): Promise<GestureCard> {
    return this.client.get(card(conversation), signal);
  }

  decide(conversation: string, gesture: string, grant: boolean): Promise<GestureCard> {
    return this.client.post(card(conversation), { gesture_id: gesture, grant });
  }

  page(signal?: AbortSignal): Promise<GesturesPage> {
    return this.client.get("/api/v1/console/service-quality/gestures", signal);
  }
}
