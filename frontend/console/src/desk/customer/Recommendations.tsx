import { money, named, percent } from "../../format";
import { Icon } from "../../icons";
import { useLanguage, useWords } from "../../services";
import type { Share, Suggestion } from "../../types";
import { Section } from "./Section";

const PARTS = 4;

export function Recommendations({ suggestions }: { suggestions: readonly Suggestion[] }) {
  const words = useWords();
  const language = useLanguage();
  return (
    <Section title={words.customer.recommendations} testId="recommendations">
      {suggestions.length === 0 && <p className="soft">{words.customer.noRecommendations}</p>}
      <ul className="suggestions">
        {suggestions.map((one) => (
          <li key={one.product_id}>
            <p className="suggestion-head">
              <strong>{one.name}</strong>
              <span className="tabular">{money(one.price_cents, one.currency, language)}</span>
            </p>
            <p className="inferred-text">
              <Icon name="spark" size={13} />
              <span>
                {named(words.customer.kinds, one.kind)}: {one.reason}
              </span>
            </p>
            {one.shares.length > 1 && <Parts shares={one.shares} />}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What the score goes back to, the largest shares first. */
function Parts({ shares }: { shares: readonly Share[] }) {
  const words = useWords();
  return (
    <details className="suggestion-parts">
      <summary>{words.outlook.why}</summary>
      <ul>
        {shares.slice(0, PARTS).map((part) => (
          <li key={part.label}>
            <span>{part.label}</span>
            <span className="tabular">{percent(part.share)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
