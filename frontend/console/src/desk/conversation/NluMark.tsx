import { Tooltip } from "@mantine/core";
import type { ReactNode } from "react";
import { named, percent } from "../../format";
import { useWords } from "../../services";
import type { Nlu } from "../../types";
import { Mood } from "../Mood";

/** What the assistant read from a message: quiet, below it, after the time. */
export function NluMark({ nlu, children }: { nlu: Nlu; children: ReactNode }) {
  const words = useWords();
  const intent = nlu.intent ? named(words.intents, nlu.intent) : null;
  const sure = nlu.confidence === null ? "" : percent(nlu.confidence);
  const mood = nlu.sentiment ? words.sentiment[nlu.sentiment.label] : "";
  return (
    <p className="marks">
      {children}
      {(intent || nlu.sentiment) && (
        <Tooltip
          label={words.transcript.mark(intent ?? "", sure, mood)}
          position="bottom-start"
          events={{ hover: true, focus: true, touch: true }}
        >
          <span className="nlu" data-testid="nlu-mark">
            {intent && (
              <span>
                {intent} {sure && <span className="tabular">{sure}</span>}
              </span>
            )}
            {nlu.sentiment && <Mood label={nlu.sentiment.label} />}
          </span>
        </Tooltip>
      )}
    </p>
  );
}
