import { useEffect, useState } from "react";
import { Nothing } from "../../desk/Nothing";
import { Trouble } from "../../desk/Trouble";
import { date, number, percent } from "../../format";
import { useLanguage, useWords } from "../../services";
import { useGaps } from "./data";
import { GapCard } from "./GapCard";
import { IntentShares } from "./IntentShares";
import type { KnowledgeGap, Survey } from "./types";
import "../inbox/inbox.css";
import "../models/models.css";
import "./knowledge.css";

const STATES = ["open", "taken", "closed"] as const;

/** What customers ask in vain, worth most first; below it what is being done, and what that changed. */
export function KnowledgeGaps() {
  const words = useWords().knowledge;
  const { data: page, error, refetch } = useGaps();
  const [title = "", lead = ""] = words.never;
  useEffect(() => {
    document.title = `${words.title} · Attune`;
  }, [words]);
  return (
    <div className="models knowledge">
      <header className="models-head">
        <div>
          <h1>{words.title}</h1>
          <p className="soft">{words.lead}</p>
        </div>
      </header>
      {!page && error && <Trouble error={error} retry={() => void refetch()} />}
      {page && !page.survey && <Nothing icon="question" title={title} lead={lead} />}
      {page?.survey && <Found survey={page.survey} gaps={page.gaps} enough={page.enough} />}
    </div>
  );
}

function Found({ survey, gaps, enough }: { survey: Survey; gaps: KnowledgeGap[]; enough: number }) {
  const words = useWords().knowledge;
  const language = useLanguage();
  const day = (iso: string): string => date(iso, language, new Date());
  const { share } = survey;
  const [shown, setShown] = useState<KnowledgeGap["state"]>("open");
  const of = (wanted: KnowledgeGap["state"]): KnowledgeGap[] => gaps.filter(({ state }) => state === wanted);
  const [title = "", lead = ""] = words.none[shown];
  return (
    <>
      <p className="models-note" data-testid="knowledge-survey">
        {words.survey(
          day(survey.since),
          day(survey.until),
          number(share.asked, language),
          number(share.unresolved, language),
        )}
        {share.share !== null &&
          ` ${words.whole(percent(share.share), percent(share.low), percent(share.high), percent(survey.usual))}`}
      </p>
      <div className="models-filters" role="group" aria-label={words.title}>
        {STATES.map((state) => (
          <button
            key={state}
            type="button"
            data-testid={`gaps-${state}`}
            aria-pressed={shown === state}
            onClick={() => setShown(state)}
          >
            {words.sections[state]} ({number(of(state).length, language)})
          </button>
        ))}
      </div>
      {shown !== "taken" && <p className="soft">{words.help[shown]}</p>}
      {of(shown).length === 0 && <Nothing icon="check" title={title} lead={lead} />}
      {of(shown).map((gap, place) => (
        <GapCard key={gap.id} gap={gap} enough={enough} {...(shown === "open" ? { place: place + 1 } : {})} />
      ))}
      {survey.intents.length > 0 && <IntentShares intents={survey.intents} />}
    </>
  );
}
