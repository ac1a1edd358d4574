import { aboutMoney, localised } from "../../format";
import { useLanguage, useWords } from "../../services";
import type { ActionOption, NextAction } from "../../types";
import { Section } from "./Section";
import "./nextBest.css";

/** Evidence that is a sum: its text is a label only. */
const SUMS = new Set(["expected_spend", "stake", "order"]);

/** What is best to do next, what it is worth and why, what else there is, and what must not be done now. */
export function NextBest({ action }: { action: NextAction }) {
  const words = useWords().nextAction;
  const language = useLanguage();
  const [best, ...others] = action.options;
  const name = (kind: string): string => words.kinds[kind] ?? kind;
  return (
    <Section title={words.title} testId="next-action">
      {best ? (
        <Best option={best} currency={action.currency} />
      ) : (
        <p>
          {words.nothing}. <span className="soft">{words.nothingWhy}</span>
        </p>
      )}
      {others.length > 0 && (
        <p className="soft">
          {words.also(others.map(({ kind }) => name(kind)).join(language === "zh" ? "、" : ", "))}
        </p>
      )}
      {Object.entries(action.barred).map(([kind, why]) => (
        <p key={kind} className="soft" data-testid="action-barred">
          {words.notNow(name(kind), words.reasons[why] ?? why)}
        </p>
      ))}
    </Section>
  );
}

function Best({ option, currency }: { option: ActionOption; currency: string }) {
  const words = useWords().nextAction;
  const language = useLanguage();
  return (
    <div className="next-best" data-testid="best-action" data-kind={option.kind}>
      <p>
        <strong className="inferred-text">{words.kinds[option.kind] ?? option.kind}</strong>{" "}
        {option.about && words.about(localised(option.about, language))}{" "}
        <span className="soft tabular">
          {words.worth(aboutMoney(option.value_cents, currency, language))}
        </span>
      </p>
      <details>
        <summary>{words.why}</summary>
        <ul>
          {option.evidence.map((one) => (
            <li key={one.code} className={one.assumed ? "soft" : undefined}>
              {localised(one.text, language)}
              {SUMS.has(one.code) && (
                <span className="tabular"> {aboutMoney(one.value, currency, language)}</span>
              )}
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}
