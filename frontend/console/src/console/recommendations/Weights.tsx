import { named, percent } from "../../format";
import { useWords } from "../../services";
import { Explained } from "../models/Explained";
import { ShareBar } from "./Bar";
import { Definitions } from "./Definitions";
import type { FairnessReport } from "./types";

/** The sources that a list is made of, in plain words, and how much each counts. */
export function Weights({ report: { weights, learnt } }: { report: FairnessReport }) {
  const text = useWords().recommendations;
  return (
    <section className="sheet" data-testid="report-weights">
      <h2>{text.weightsTitle}</h2>
      <p className="soft">
        {learnt ? text.weightsLearnt : text.weightsDefault} {text.stated}
      </p>
      <table className="models-table fair-table">
        <thead>
          <tr>
            <th>{text.source}</th>
            <th className="figure">
              <Explained as="span" name={text.weight} help={text.weightHelp} />
            </th>
          </tr>
        </thead>
        <tbody>
          {weights.map(({ source, share }) => (
            <tr key={source} data-testid={`weight-${source}`}>
              <th scope="row">
                {named(text.sources, source)}
                <small className="soft">{text.sourceHelp[source]}</small>
              </th>
              <td className="figure" data-label={text.weight}>
                <span className="fair-figure">
                  {share < 0.005 ? text.little : percent(share)}
                  <ShareBar share={share} />
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Definitions of={[[text.weight, text.weightHelp]]} />
    </section>
  );
}
