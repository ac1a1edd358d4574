import type { Message } from "./types";

/** The messages in order, and the seq up to which nothing can be missing. */
export interface Timeline {
  readonly messages: readonly Message[];
  readonly settled: number;
}

export const emptyTimeline: Timeline = { messages: [], settled: 0 };

/**
 * Adds messages: duplicates (same id or seq) are dropped, the rest stands in order of seq.
 * `complete` says that `incoming` is everything after `timeline.settled`, so gaps below its end are not ours to see.
 */
export function merge(timeline: Timeline, incoming: readonly Message[], complete = false): Timeline {
  const ids = new Set(timeline.messages.map((message) => message.id));
  const seqs = new Set(timeline.messages.map((message) => message.seq));
  const added: Message[] = [];
  for (const message of incoming) {
    if (ids.has(message.id) || seqs.has(message.seq)) continue;
    ids.add(message.id);
    seqs.add(message.seq);
    added.push(message);
  }
  const messages = added.length
    ? [...timeline.messages, ...added].sort((a, b) => a.seq - b.seq)
    : timeline.messages;
  let settled = timeline.settled;
  if (complete) settled = Math.max(settled, ...incoming.map((message) => message.seq));
  for (const message of messages) if (message.seq === settled + 1) settled = message.seq;
  return { messages, settled };
}

/** True where a message arrived ahead of one that we have not seen. */
export function hasGap(timeline: Timeline): boolean {
  return (timeline.messages.at(-1)?.seq ?? 0) > timeline.settled;
}

/** Declares everything up to the last message seen: the server was asked and had nothing more. */
export function settle(timeline: Timeline): Timeline {
  return { ...timeline, settled: timeline.messages.at(-1)?.seq ?? timeline.settled };
}
