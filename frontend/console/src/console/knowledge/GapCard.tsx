import { useState } from "react";
import { date, named, number } from "../../format";
import { useLanguage, useWords } from "../../services";
import { Closing } from "./Closing";
import { EffectView } from "./EffectView";
import { GapDeeds } from "./GapDeeds";
import { Questions } from "./Questions";
import { ShareBar } from "./ShareBar";
import type { KnowledgeGap, Part } from "./types";

/** One topic: how much of it goes wrong, in which words, what would close it, and what is done about it. */
export function GapCard({ gap, place, enough }: { gap: KnowledgeGap; place?: number; enough: number }) {
  const words = useWords().knowledge;
  const language = useLanguage();
  const [opened, setOpened] = useState<Part | null>(null);
  const show = (part: Part): void => setOpened(opened === part ? null : part);
  const telling = Object.values(gap.words).flat();
  const by = gap.closed_by ?? "article";
  return (
    <section className="sheet gap-card" data-testid="gap" data-state={gap.state} aria-label={gap.label}>
      <div className="gap-head">
        {place !== undefined && <span className="gap-place tabular">{place}</span>}
        <h3 lang={gap.language === "zh" ? "zh-CN" : "en"}>{gap.label || words.gone}</h3>
      </div>
      {telling.length > 0 && <p className="soft gap-words">{words.telling(telling.join(" · "))}</p>}
      {gap.effect ? (
        <>
          {gap.closed_at && (
            <p className="soft">{words.closedBy[by](date(gap.closed_at, language, new Date()))}</p>
          )}
          <EffectView effect={gap.effect} opened={opened} show={show} enough={enough} />
        </>
      ) : (
        <>
          {gap.state === "closed" && <p className="soft">{words.notMeasured}</p>}
          <ShareBar name={words.share} share={gap.share} opened={opened === "now"} show={() => show("now")} />
          {gap.state === "open" && (
            <p className="soft">
              {Object.entries(gap.why)
                .map(([why, count]) => words.why(named(words.whys, why), number(count, language)))
                .join(language === "zh" ? "，" : ", ")}
            </p>
          )}
        </>
      )}
      {opened && <Questions gap={gap.id} part={opened} />}
      {gap.examples.length > 0 && (
        <div>
          <h4>{words.wordings}</h4>
          <ul className="gap-wordings">
            {gap.examples.map(({ language: own, text }) => (
              <li key={text} lang={own === "zh" ? "zh-CN" : "en"}>
                {text}
              </li>
            ))}
          </ul>
        </div>
      )}
      <Closing gap={gap} />
      <GapDeeds gap={gap} />
    </section>
  );
}
