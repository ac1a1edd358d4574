import { localised, number, percent } from "../../format";
import { useLanguage, useWords } from "../../services";
import type { Segment } from "./types";

const TRAITS = 5;

interface Props {
  segment: Segment;
  tone: number;
  onLook: (label: number | null) => void;
}

/** One segment: its label and colour on the map, how many, what they are like. */
export function SegmentCard({ segment, tone, onLook }: Props) {
  const words = useWords().segments;
  const language = useLanguage();
  const { label, name, sentence, size, share, traits } = segment;
  return (
    <li
      className="sheet segment-card"
      data-testid="segment-card"
      tabIndex={0}
      onMouseEnter={() => onLook(label)}
      onMouseLeave={() => onLook(null)}
      onFocus={() => onLook(label)}
      onBlur={() => onLook(null)}
    >
      <header>
        <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
          <circle className={`centre tone-${tone % 8}`} cx="10" cy="10" r="9" />
          <text className="centre-label" x="10" y="14" textAnchor="middle">
            {label}
          </text>
        </svg>
        <h3>{localised(name, language)}</h3>
        <span className="soft tabular">{words.size(number(size, language), percent(share))}</span>
      </header>
      <p>{localised(sentence, language)}</p>
      <ul className="segment-traits">
        {traits.slice(0, TRAITS).map(({ feature, phrase, said, usual }) => (
          <li key={feature}>
            <span>{localised(phrase, language)}</span>
            <span className="soft tabular">
              {localised(said, language)} ({words.usual(localised(usual, language))})
            </span>
          </li>
        ))}
      </ul>
    </li>
  );
}
