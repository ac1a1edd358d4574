import { localised } from "../../format";
import { useLanguage, useWords } from "../../services";
import type { Standing } from "../../types";
import { Section } from "./Section";

/** Which group of customers this one is of, and what sets this one apart from all. */
export function SegmentFacts({ standing }: { standing: Standing }) {
  const words = useWords().segments;
  const language = useLanguage();
  const { segment, traits } = standing;
  return (
    <Section title={words.sidebar} testId="segment">
      <div className="segment-of">
        <strong>{segment ? localised(segment.name, language) : words.unlike}</strong>
        {segment && <p className="soft">{localised(segment.sentence, language)}</p>}
      </div>
      {traits.length > 0 && (
        <>
          <h4>{words.standsOut}</h4>
          <ul className="traits">
            {traits.map(({ feature, phrase, said, usual }) => (
              <li key={feature}>
                <span>{capital(localised(phrase, language))}</span>
                <span className="soft tabular">
                  {localised(said, language)} ({words.usual(localised(usual, language))})
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
