import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { Nothing } from "../../desk/Nothing";
import { useNow } from "../../desk/now";
import { Trouble } from "../../desk/Trouble";
import { date, number, percent } from "../../format";
import { useLanguage, useServices, useWords } from "../../services";
import { Explained } from "../models/Explained";
import { AttributeTables } from "./AttributeTables";
import { Bands } from "./Bands";
import { Definitions } from "./Definitions";
import { SegmentTable } from "./SegmentTable";
import type { FairnessReport } from "./types";
import { Weights } from "./Weights";
import "../models/models.css";
import "./recommendations.css";

/** What recommendations show, whom they serve how well, and what they are made of. */
export function Recommendations() {
  const text = useWords().recommendations;
  const language = useLanguage();
  const { recommendations } = useServices();
  const [title = "", lead = ""] = text.none;
  const { data, error, refetch } = useQuery({
    queryKey: ["console", "recommendations"],
    queryFn: ({ signal }) => recommendations.report(signal),
    staleTime: 60_000,
  });
  useEffect(() => {
    document.title = `${text.title} · Attune`;
  }, [text]);
  return (
    <div className="models recommendations">
      <header className="models-head">
        <div>
          <h1>{text.title}</h1>
          <p className="soft">{text.lead}</p>
          {data && <Made report={data} />}
        </div>
        {data && (
          <a href={recommendations.csv(language)} download="recommendations.csv">
            {text.csv}
          </a>
        )}
      </header>
      {error && !data && <Trouble error={error} retry={() => void refetch()} />}
      {data === null && <Nothing icon="rule" title={title} lead={lead} />}
      {data && (
        <>
          <Overall report={data} />
          <Bands bands={data.bands} />
          <SegmentTable report={data} />
          <AttributeTables report={data} />
          <Weights report={data} />
        </>
      )}
    </div>
  );
}

function Made({ report }: { report: FairnessReport }) {
  const text = useWords().recommendations;
  const language = useLanguage();
  const now = useNow();
  const day = (iso: string) => date(iso, language, now);
  return (
    <p className="soft" data-testid="report-made">
      {text.made(day(report.made_at))} {report.cut && text.cut(day(report.cut))}
    </p>
  );
}

function Overall({ report }: { report: FairnessReport }) {
  const text = useWords().recommendations;
  const language = useLanguage();
  return (
    <section className="sheet" data-testid="report-overall">
      <dl className="models-figures">
        <div>
          <Explained name={text.shown} help={text.shownHelp} />
          <dd>
            <strong>{percent(report.shown)}</strong>{" "}
            <span className="soft">{text.ofItems(number(report.items, language))}</span>
          </dd>
        </div>
        <div>
          <Explained name={text.ndcg} help={text.ndcgHelp} />
          <dd>
            <strong>{report.ndcg.toFixed(3)}</strong>
          </dd>
        </div>
        <div>
          <Explained name={text.asked} help={text.askedHelp} />
          <dd>
            <strong>{number(report.customers, language)}</strong>
          </dd>
        </div>
      </dl>
      <Definitions
        of={[
          [text.shown, text.shownHelp],
          [text.ndcg, text.ndcgHelp],
          [text.asked, text.askedHelp],
        ]}
      />
    </section>
  );
}
