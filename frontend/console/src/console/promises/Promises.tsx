import { useEffect } from "react";
import { Nothing } from "../../desk/Nothing";
import { Trouble } from "../../desk/Trouble";
import { useWords } from "../../services";
import { useMonths } from "./data";
import { MonthCard } from "./MonthCard";
import { KINDS } from "./types";
import "../models/models.css";
import "./promises.css";

/** How many promises were kept, month by month, each number with its orders. */
export function Promises() {
  const words = useWords().promises;
  const { data: page, error, refetch } = useMonths();
  const [title = "", lead = ""] = words.none;
  useEffect(() => {
    document.title = `${words.title} · Attune`;
  }, [words]);
  return (
    <div className="models promises">
      <header className="models-head">
        <div>
          <h1>{words.title}</h1>
          <p className="soft">{words.lead}</p>
          <p className="soft">{words.shareHelp}</p>
        </div>
      </header>
      {!page && error && <Trouble error={error} retry={() => void refetch()} />}
      {page &&
        KINDS.map((kind) => {
          const months = page.months.filter((month) => month.kind === kind);
          return months.length === 0 ? null : (
            <section key={kind} className="promise-kind" data-testid={`promise-kind-${kind}`}>
              <h2>{(words.of[kind] ?? words.of.delivery).title}</h2>
              <p className="soft">{(words.of[kind] ?? words.of.delivery).lead}</p>
              {months.map((month) => (
                <MonthCard key={month.month} month={month} enough={page.enough} />
              ))}
            </section>
          );
        })}
      {page?.months.length === 0 && <Nothing icon="clock" title={title} lead={lead} />}
    </div>
  );
}
