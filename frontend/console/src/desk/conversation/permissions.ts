import type { Step } from "../../api/desk";
import type { Row } from "../../types";

export interface Permissions {
  /** Whether the agent may write to the customer now. */
  reply: boolean;
  steps: readonly Step[];
}

/** What this agent may do with a conversation as it stands; the server has the last word. */
export function permissions(row: Pick<Row, "state" | "holder">, staffId: string): Permissions {
  const mine = row.holder?.id === staffId;
  switch (row.state) {
    case "waiting":
      return { reply: false, steps: ["claim", "resolve"] };
    case "bot":
      return { reply: false, steps: ["claim"] };
    case "human":
      return mine ? { reply: true, steps: ["release", "snooze", "resolve"] } : { reply: false, steps: [] };
    case "snoozed":
      return mine ? { reply: false, steps: ["claim", "release", "resolve"] } : { reply: false, steps: [] };
    case "resolved":
      return { reply: false, steps: [] };
  }
}
