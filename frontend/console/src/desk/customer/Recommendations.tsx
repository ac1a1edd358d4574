import { money, named } from "../../format";
import { Icon } from "../../icons";
import { useLanguage, useWords } from "../../services";
import type { Suggestion } from "../../types";
import { Section } from "./Section";

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
          </li>
        ))}
      </ul>
    </Section>
  );
}
