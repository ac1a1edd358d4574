import { useRef, useState, useEffect, type RefObject } from "react";
import { named } from "../../format";
import { useWords } from "../../services";
import type { Span } from "../types";
import { pieces } from "./spans";

interface Props {
  text: string;
  spans: readonly Span[];
  box: RefObject<HTMLParagraphElement | null>;
  onUnmark?: (span: Span) => void;
}

/** A text with its entities marked; a mark is a button that takes it away, where it may be. */
export function MarkedText({ text, spans, box, onUnmark }: Props) {
  const words = useWords();
  return (
    <p className="marked" ref={box} dir="auto" data-testid="marked-text">
      {pieces(text, spans).map((piece, at) => {
        if (!piece.span) return piece.text;
        const span = piece.span;
        const what = named(words.console.entities, span.entity);
        return onUnmark ? (
          <mark
            key={at}
            data-entity={what}
            role="button"
            tabIndex={0}
            title={words.console.inbox.unmark(what, piece.text)}
            aria-label={words.console.inbox.unmark(what, piece.text)}
            onClick={() => onUnmark(span)}
            onKeyDown={(event) => {
              if (event.key !== "Enter" && event.key !== "Backspace" && event.key !== "Delete") return;
              event.preventDefault();
              event.stopPropagation();
              onUnmark(span);
            }}
          >
            {piece.text}
          </mark>
        ) : (
          <mark key={at} data-entity={what}>
            {piece.text}
          </mark>
        );
      })}
    </p>
  );
}

export interface Selected {
  start: number;
  end: number;
}

/** Which part of the text in `box` is selected, as it changes; the ref gives it to key handlers at once. */
export function useSelected(box: RefObject<HTMLElement | null>) {
  const [selected, setSelected] = useState<Selected | null>(null);
  const now = useRef<Selected | null>(null);
  useEffect(() => {
    const read = (): void => {
      now.current = box.current ? selectedIn(box.current) : null;
      setSelected(now.current);
    };
    document.addEventListener("selectionchange", read);
    return () => document.removeEventListener("selectionchange", read);
  }, [box]);
  return { selected, now };
}

function selectedIn(box: HTMLElement): Selected | null {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!box.contains(range.startContainer) || !box.contains(range.endContainer)) return null;
  const before = document.createRange();
  before.selectNodeContents(box);
  before.setEnd(range.startContainer, range.startOffset);
  const start = before.toString().length;
  const end = start + range.toString().length;
  return end > start ? { start, end } : null;
}
