import { useEffect, useRef } from "react";
import { isField } from "../../desk/queue/rowKeys";

export interface CardKeys {
  move: (step: 1 | -1) => void;
  digit: (digit: number) => void;
  accept: () => void;
  dismiss: () => void;
  reopen: () => void;
  sentiment: () => void;
  edit: () => void;
  search: () => void;
}

/** The keys of the labelling card, from anywhere but a field or a dialog. Other letters begin a search. */
export function useCardKeys(keys: CardKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isField(event.target) || document.querySelector("[role=dialog]")) return;
      const step = stepOf(event, latest.current);
      if (!step) return;
      // A letter that begins a search must still reach the field.
      if (step !== "type") event.preventDefault();
      if (step === "type") latest.current.search();
      else step();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}

function stepOf(event: KeyboardEvent, keys: CardKeys): (() => void) | "type" | null {
  const { key } = event;
  if (key === "j" || key === "ArrowDown") return () => keys.move(1);
  if (key === "k" || key === "ArrowUp") return () => keys.move(-1);
  if (/^[1-9]$/.test(key)) return () => keys.digit(Number(key));
  // Enter on a button presses the button.
  if (key === "Enter") return onControl(event.target) ? null : keys.accept;
  if (key === "x") return keys.dismiss;
  if (key === "u") return keys.reopen;
  if (key === "s") return keys.sentiment;
  if (key === "e") return keys.edit;
  if (key === "/") return keys.search;
  return /^\p{L}$/u.test(key) ? "type" : null;
}

function onControl(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("button, a, [role=button]") !== null;
}
