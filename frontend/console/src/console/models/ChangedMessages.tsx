import { useState } from "react";
import { useWords } from "../../services";
import type { Change, Outcome } from "./types";
import { topic } from "./wording";

const outcomes: Outcome[] = ["broken", "mended", "still_wrong"];
const tones: Record<Outcome, string> = { broken: "red", mended: "green", still_wrong: "neutral" };

/** The messages that the two models read differently, with both readings. */
export function ChangedMessages({ changes }: { changes: Change[] }) {
  const words = useWords().models.compare;
  const [only, setOnly] = useState<Outcome | null>(null);
  if (changes.length === 0) return <p className="soft">{words.noMessages}</p>;
  const count = (outcome: Outcome) => changes.filter(({ verdict }) => verdict === outcome).length;
  return (
    <>
      <h3>{words.messages(String(changes.length))}</h3>
      <div className="models-filters" role="group">
        <button type="button" aria-pressed={only === null} onClick={() => setOnly(null)}>
          {words.all} <span className="tabular">{changes.length}</span>
        </button>
        {outcomes.map((outcome) => (
          <button
            key={outcome}
            type="button"
            aria-pressed={only === outcome}
            disabled={count(outcome) === 0}
            onClick={() => setOnly(outcome)}
          >
            {words.outcome[outcome]} <span className="tabular">{count(outcome)}</span>
          </button>
        ))}
      </div>
      <ul className="models-changes">
        {changes
          .filter(({ verdict }) => only === null || verdict === only)
          .map((change) => (
            <Row key={change.language + change.text} change={change} />
          ))}
      </ul>
    </>
  );
}

function Row({ change }: { change: Change }) {
  const words = useWords();
  const told = words.models.compare;
  return (
    <li data-testid="changed-message">
      <div className="change-text">
        <span lang={change.language === "zh" ? "zh-CN" : "en"}>{change.text}</span>
        <span className="chip" data-tone={tones[change.verdict]}>
          {told.outcome[change.verdict]}
        </span>
      </div>
      <p className="soft">
        {told.means} <strong>{topic(change.intent, words)}</strong> · {told.live}: {topic(change.live, words)}{" "}
        · {told.candidate}: {topic(change.candidate, words)}
      </p>
    </li>
  );
}
