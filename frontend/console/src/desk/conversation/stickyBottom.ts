import { useLayoutEffect, useRef, useState, type RefObject } from "react";

const NEAR = 48;

interface StickyBottom {
  box: RefObject<HTMLDivElement | null>;
  /** Something new came while the reader was further up. */
  behind: boolean;
  onScroll: () => void;
  toBottom: () => void;
}

/** Keeps the end in sight for a reader who is there, or who just wrote; never moves one who reads further up. */
export function useStickyBottom(newest: string, own: boolean, writing: boolean): StickyBottom {
  const box = useRef<HTMLDivElement>(null);
  const atBottom = useRef(true);
  const known = useRef(newest);
  const [behind, setBehind] = useState(false);

  const toBottom = (): void => {
    const node = box.current;
    if (node) node.scrollTop = node.scrollHeight;
    atBottom.current = true;
    setBehind(false);
  };
  const onScroll = (): void => {
    const node = box.current;
    if (!node) return;
    atBottom.current = node.scrollHeight - node.scrollTop - node.clientHeight < NEAR;
    if (atBottom.current) setBehind(false);
  };

  useLayoutEffect(() => {
    const fresh = known.current !== newest;
    known.current = newest;
    if (atBottom.current || (fresh && own)) toBottom();
    else if (fresh) setBehind(true);
  }, [newest, own, writing]);

  // The card above folds, the window turns: the end stays where it was.
  useLayoutEffect(() => {
    const node = box.current;
    if (!node) return;
    const observer = new ResizeObserver(() => {
      if (atBottom.current) node.scrollTop = node.scrollHeight;
    });
    observer.observe(node);
    return () => observer.disconnect();
  }, []);

  return { box, behind, onScroll, toBottom };
}
