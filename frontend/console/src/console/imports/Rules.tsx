import { named, number } from "../../format";
import { useLanguage, useWords } from "../../services";
import type { Rule } from "./types";

const tones: Readonly<Record<string, string>> = { reject: "red", impute: "amber", flag: "amber" };

/** The written rules that records met, and what was done about each. */
export function Rules({ rules }: { rules: Rule[] }) {
  const words = useWords().imports;
  const language = useLanguage();
  return (
    <section className="sheet" data-testid="import-rules">
      <h2>{words.rulesTitle}</h2>
      {rules.length === 0 ? (
        <p className="soft">{words.noRules}</p>
      ) : (
        <table className="models-table plain">
          <thead>
            <tr>
              <th>{words.rule}</th>
              <th>{words.action}</th>
              <th className="figure">{words.count}</th>
            </tr>
          </thead>
          <tbody>
            {rules.map(({ id, action, what, count }) => (
              <tr key={id}>
                <td>{words.rules[id] ?? what}</td>
                <td>
                  <span className="chip" data-tone={tones[action] ?? "neutral"}>
                    {named(words.actions, action)}
                  </span>
                </td>
                <td className="figure">{number(count, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
