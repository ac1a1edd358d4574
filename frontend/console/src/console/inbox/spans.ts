/** Entities as places in a text. The API counts code points, the browser UTF-16 units; in the page all are units. */

import type { Span } from "../types";

export function fromCodePoints(text: string, spans: readonly Span[]): Span[] {
  const points = [...text];
  const unit = (at: number): number => points.slice(0, at).join("").length;
  return spans.map(({ start, end, entity }) => ({ start: unit(start), end: unit(end), entity }));
}

export function toCodePoints(text: string, spans: readonly Span[]): Span[] {
  const point = (at: number): number => [...text.slice(0, at)].length;
  return spans.map(({ start, end, entity }) => ({ start: point(start), end: point(end), entity }));
}

/** The spans after an edit: those around it move along, those that it touches go. */
export function moved(before: string, after: string, spans: readonly Span[]): Span[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let tail = 0;
  const most = Math.min(before.length, after.length) - head;
  while (tail < most && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  const shift = after.length - before.length;
  const from = before.length - tail;
  return spans.flatMap((span) => {
    if (span.end <= head) return [span];
    if (span.start >= from) return [{ ...span, start: span.start + shift, end: span.end + shift }];
    return [];
  });
}

/** The spans with a new one, which takes the place of those that it overlaps; spaces at its ends do not count. */
export function withSpan(text: string, spans: readonly Span[], added: Span): Span[] {
  const piece = text.slice(added.start, added.end);
  const start = added.start + (piece.length - piece.trimStart().length);
  const end = added.end - (piece.length - piece.trimEnd().length);
  if (start >= end) return [...spans];
  const others = spans.filter((span) => span.end <= start || end <= span.start);
  return [...others, { ...added, start, end }].sort((a, b) => a.start - b.start);
}

export interface Piece {
  text: string;
  span: Span | null;
}

/** The text in pieces, marked and plain. */
export function pieces(text: string, spans: readonly Span[]): Piece[] {
  const found: Piece[] = [];
  let end = 0;
  for (const span of spans) {
    if (span.start > end) found.push({ text: text.slice(end, span.start), span: null });
    found.push({ text: text.slice(span.start, span.end), span });
    end = span.end;
  }
  if (end < text.length) found.push({ text: text.slice(end), span: null });
  return found;
}
