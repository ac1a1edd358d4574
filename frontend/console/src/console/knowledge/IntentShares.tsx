import { useState } from "react";
import { named, number, percent } from "../../format";
import { useLanguage, useWords } from "../../services";
import type { Survey } from "./types";

const FIRST = 12;

/** Questions that were understood, by intent, and how many were left unresolved all the same. */
export function IntentShares({ intents }: { intents: Survey["intents"] }) {
  const all = useWords();
  const words = all.knowledge;
  const language = useLanguage();
  const [whole, setWhole] = useState(false);
  return (
    <section className="sheet" data-testid="intent-shares">
      <h2>{words.byIntent}</h2>
      <p className="soft">{words.byIntentHelp}</p>
      <div className="table-scroll">
        <table className="models-table plain">
          <thead>
            <tr>
              <th>{words.intent}</th>
              <th className="figure">{words.askedCount}</th>
              <th className="figure">{words.share}</th>
              <th className="figure">{words.intervalTitle}</th>
            </tr>
          </thead>
          <tbody>
            {intents.slice(0, whole ? undefined : FIRST).map(({ intent, share }) => (
              <tr key={intent}>
                <td>{named(all.intents, intent)}</td>
                <td className="figure">{number(share.asked, language)}</td>
                <td className="figure">{share.share === null ? "–" : percent(share.share)}</td>
                <td className="figure soft">{words.range(percent(share.low), percent(share.high))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {intents.length > FIRST && (
        <div className="models-filters">
          <button type="button" aria-expanded={whole} onClick={() => setWhole(!whole)}>
            {whole ? words.fewerIntents : words.allIntents(number(intents.length, language))}
          </button>
        </div>
      )}
    </section>
  );
}
