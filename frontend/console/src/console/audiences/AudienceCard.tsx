import { Button } from "@mantine/core";
import { useState } from "react";
import { useLanguage, useWords } from "../../services";
import { refusal } from "../refusal";
import { useAudienceDeeds } from "./data";
import { ResultView } from "./ResultView";
import type { Audience, AudiencePage } from "./types";
import { filterInWords } from "./wording";

/** One audience: whom it means, what it says, what it changed, and what can be done with it. */
export function AudienceCard({
  page,
  audience,
  edit,
}: {
  page: AudiencePage;
  audience: Audience;
  edit: () => void;
}) {
  const all = useWords();
  const words = all.audiences;
  const language = useLanguage();
  const { run, remove } = useAudienceDeeds();
  const [asking, setAsking] = useState(false);
  const error = run.error ?? remove.error;
  const busy = run.isPending || remove.isPending;
  return (
    <section className="sheet" data-testid="audience" data-state={audience.state} aria-label={audience.name}>
      <div className="sheet-line">
        <h2>{audience.name}</h2>
        <span className={`audience-state audience-${audience.state}`}>{words.states[audience.state]}</span>
      </div>
      <p className="soft">{filterInWords(audience.filter, page, words, language)}</p>
      <blockquote className="audience-message">{audience.message[language]}</blockquote>
      {audience.result && <ResultView result={audience.result} days={audience.days} />}
      {error && (
        <p className="models-refusal" role="alert">
          {refusal(error, all)}
        </p>
      )}
      {asking ? (
        <div className="audience-buttons" role="alertdialog" aria-label={words.start}>
          <p>{words.startAsk}</p>
          <Button
            data-testid="audience-start-confirm"
            disabled={busy}
            onClick={() =>
              run.mutate({ id: audience.id, deed: "start" }, { onSettled: () => setAsking(false) })
            }
          >
            {words.start}
          </Button>
          <Button variant="default" onClick={() => setAsking(false)}>
            {words.cancel}
          </Button>
        </div>
      ) : (
        <div className="audience-buttons">
          {audience.state === "draft" && (
            <>
              <Button data-testid="audience-start" onClick={() => setAsking(true)}>
                {words.start}
              </Button>
              <Button variant="default" data-testid="audience-edit" onClick={edit}>
                {words.edit}
              </Button>
              <Button
                variant="default"
                data-testid="audience-remove"
                disabled={busy}
                onClick={() => remove.mutate(audience.id)}
              >
                {words.remove}
              </Button>
            </>
          )}
          {audience.state === "running" && (
            <Button
              variant="default"
              data-testid="audience-stop"
              disabled={busy}
              onClick={() => run.mutate({ id: audience.id, deed: "stop" })}
            >
              {words.stop}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}
