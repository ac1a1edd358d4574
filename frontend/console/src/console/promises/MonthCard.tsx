import { Button } from "@mantine/core";
import { useState } from "react";
import { number, percent } from "../../format";
import { useLanguage, useWords } from "../../services";
import { Behind } from "./Behind";
import type { Month } from "./types";

/** One month's share as a sentence and a bar with its interval; what was said is a line in it. */
export function MonthCard({ month, enough }: { month: Month; enough: number }) {
  const words = useWords().promises;
  const language = useLanguage();
  const [open, setOpen] = useState(false);
  const { share, low, high } = month;
  return (
    <section className="sheet" data-testid={`promises-${month.kind}-${month.month}`}>
      <div className="sheet-line">
        <h3>{month.month}</h3>
        <span className="soft tabular">
          {words.settled}: {number(month.kept + month.broken, language)} · {words.kept}:{" "}
          {number(month.kept, language)} · {words.open}: {number(month.open, language)}
        </span>
      </div>
      {share === null || low === null || high === null ? (
        <p className="soft">{words.tooFew(number(enough, language))}</p>
      ) : (
        <>
          <p>
            {words.share(percent(share), percent(low), percent(high))}{" "}
            <span className="soft">({words.goal(percent(month.goal))})</span>
          </p>
          <svg className="promise-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
            <rect className="promise-track" width="100" height="8" />
            <rect className="promise-interval" x={low * 100} width={(high - low) * 100} height="8" />
            <rect className="promise-share" x={share * 100 - 0.3} width="0.6" height="8" />
            <rect className="promise-goal" x={month.goal * 100 - 0.2} width="0.4" height="8" />
          </svg>
        </>
      )}
      <div>
        <Button size="compact-sm" variant="default" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? words.hide : words.show(month.month)}
        </Button>
      </div>
      {open && <Behind month={month} />}
    </section>
  );
}
