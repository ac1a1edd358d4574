import { number } from "../../format";
import { useLanguage, useWords } from "../../services";
import type { Cell } from "./types";
import { signed, verdict } from "./wording";

/** A gap with its interval as a button to the answers behind it; how many there are where they are too few. */
export function GapButton({ cell, label, open }: { cell: Cell; label: string; open: () => void }) {
  const text = useWords().serviceQuality;
  const language = useLanguage();
  const { gap, low, high, answers, customers } = cell;
  if (answers === 0) return <span className="soft">–</span>;
  const known = gap !== null && low !== null && high !== null;
  return (
    <button
      type="button"
      className="gap-cell"
      data-verdict={known ? verdict(low, high) : undefined}
      data-thin={known ? undefined : true}
      aria-label={text.openAnswers(label)}
      onClick={open}
    >
      {known ? (
        <>
          <span>{signed(gap)}</span>
          <small>{text.interval(signed(low), signed(high))}</small>
        </>
      ) : (
        <>
          <span>{text.few}</span>
          <small>{text.of(number(answers, language), number(customers, language))}</small>
        </>
      )}
    </button>
  );
}
