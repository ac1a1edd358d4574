import { ApiError } from "../../api/client";
import type { Words } from "../../strings";
import type { Row } from "../../types";

/** Why a step failed, from how the conversation stands now where somebody else was quicker. */
export function whyNot(
  error: unknown,
  row: Pick<Row, "state" | "holder"> | null,
  staffId: string,
  words: Words,
): string {
  if (!(error instanceof ApiError)) return words.failed;
  if (error.status === 0) return words.unreachable;
  if (error.status === 404) return words.conversation.missing;
  if (error.status !== 409) return words.failed;
  const told = words.conversation.conflict;
  if (row?.holder) return row.holder.id === staffId ? told.yours : told.held(row.holder.name);
  return row && row.state !== "human" && row.state !== "snoozed"
    ? told[row.state]
    : error.message || words.failed;
}
