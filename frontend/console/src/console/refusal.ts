import { ApiError } from "../api/client";
import type { Words } from "../strings";

/** Why a change was not made, in words; what the server says of the very place stands behind it. */
export function refusal(error: unknown, words: Words): string {
  if (!(error instanceof ApiError)) return words.failed;
  if (error.status === 0) return words.unreachable;
  if (error.status === 409) return words.console.conflict;
  if (error.status === 503) return `${words.console.notWritable} ${error.message}`;
  return error.message ? `${words.console.refused} ${error.message}` : words.failed;
}
