import { useWords } from "../../services";
import { ChangedMessages } from "./ChangedMessages";
import { Explained } from "./Explained";
import { percent } from "../../format";
import type { Comparison } from "./types";
import { score, topic } from "./wording";

const tones = { better: "green", worse: "red", equal: "neutral" } as const;

/** The model against the live one: the verdict first, then topic by topic, then message by message. */
export function ComparisonView({ comparison }: { comparison: Comparison }) {
  const words = useWords().models.compare;
  const { verdict, mended, broken, messages } = comparison;
  const chance = verdict === "equal" ? words.chance.equal : words.chance.clear;
  return (
    <section className="sheet" data-testid="comparison" data-verdict={verdict}>
      <h2 className="models-verdict" data-tone={tones[verdict]}>
        {words.title[verdict]}
      </h2>
      <p>
        {words.counts(String(mended), String(broken), String(messages))}{" "}
        {chance(percentOfChance(comparison.p))}
      </p>
      <ByIntent comparison={comparison} />
      <ChangedMessages changes={comparison.changes} />
    </section>
  );
}

function percentOfChance(p: number): string {
  return p < 0.01 ? "< 1 %" : percent(p);
}

function ByIntent({ comparison }: { comparison: Comparison }) {
  const words = useWords();
  const told = words.models.compare;
  const changed = comparison.intents.filter(({ live, candidate }) => live !== candidate);
  if (changed.length === 0) return <p className="soft">{told.noIntent}</p>;
  return (
    <>
      <h3>{told.byIntent(String(changed.length))}</h3>
      <div className="table-scroll table-tall">
        <table className="models-table plain">
          <thead>
            <tr>
              <th>
                <Explained as="span" name={told.intent} help={told.f1Help} />
              </th>
              <th className="figure">{told.live}</th>
              <th className="figure">{told.candidate}</th>
              <th className="figure">{told.change}</th>
            </tr>
          </thead>
          <tbody>
            {changed.map(({ name, live, candidate }) => (
              <tr key={name}>
                <td>{topic(name, words)}</td>
                <td className="figure">{score(live)}</td>
                <td className="figure">{score(candidate)}</td>
                <td className="figure" data-tone={candidate > live ? "green" : "red"}>
                  {candidate > live ? "▲ +" : "▼ −"}
                  {score(Math.abs(candidate - live))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
