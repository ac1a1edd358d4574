import { useEffect, type RefObject } from "react";

/** j and k move the focus along the rows, from anywhere but a field; Enter then presses the row that has it. */
export function useRowKeys(list: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isField(event.target))
        return;
      const step = { j: 1, k: -1 }[event.key];
      if (!step) return;
      const rows = [...(list.current?.querySelectorAll<HTMLElement>("[data-testid=queue-row]") ?? [])];
      const next = nextRow(rows, step);
      if (!next) return;
      event.preventDefault();
      next.focus();
      next.scrollIntoView({ block: "nearest" });
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [list]);
}

/** From the focused row, else from the open one, else the first. */
function nextRow(rows: readonly HTMLElement[], step: number): HTMLElement | undefined {
  const focused = rows.findIndex((row) => row === document.activeElement);
  const from = focused >= 0 ? focused : rows.findIndex((row) => row.getAttribute("aria-current") === "true");
  if (from < 0) return rows[0];
  return rows[Math.min(rows.length - 1, Math.max(0, from + step))];
}

export function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"))
  );
}
