import { number } from "../../format";
import { useLanguage, useWords } from "../../services";
import { isClear } from "./chance";
import { FIGURES, GroupTable, WORDED } from "./GroupTable";
import type { AttributeReport, FairnessReport, Figure } from "./types";

/** How well each group of customers is served, by what their records say; what is more than chance is open. */
export function AttributeTables({ report }: { report: FairnessReport }) {
  const text = useWords().recommendations;
  const language = useLanguage();
  const { attributes, fewest } = report;
  if (attributes.length === 0) return null;
  const clear = attributes.filter((one) => isClear(one.apart["ndcg@10"])).length;
  return (
    <section className="sheet" data-testid="report-attributes">
      <h2>{text.attributesTitle(number(clear, language), number(attributes.length, language))}</h2>
      <p className="soft">{text.attributesLead}</p>
      {attributes.map((one) => (
        <Attribute key={one.attribute} told={one} fewest={fewest} />
      ))}
    </section>
  );
}

function Attribute({ told, fewest }: { told: AttributeReport; fewest: number }) {
  const text = useWords().recommendations;
  const language = useLanguage();
  const name = text.attributes[told.attribute] ?? told.attribute.replaceAll("_", " ");
  return (
    <details
      className="fair-attribute"
      data-testid={`attribute-${told.attribute}`}
      open={FIGURES.some((figure) => isClear(told.apart[figure]))}
    >
      <summary>
        <strong>{name}</strong>{" "}
        <span className="soft">{text.between(said("ndcg@10"), said("beyond_head"))}</span>
      </summary>
      <GroupTable
        heading={name}
        testId="report-group"
        lines={told.lines.map((line) => ({
          key: line.name,
          name: line.name,
          customers: number(line.customers, language),
          figures: line.figures,
        }))}
      />
      <p className="soft">{text.leftOut(number(told.left_out, language), number(fewest, language))}</p>
    </details>
  );

  function said(figure: Figure): string {
    const apart = told.apart[figure];
    if (!apart) return text.thin;
    const size = WORDED[figure](apart.mean);
    return isClear(apart) ? text.moreThanChance(size) : text.chance(size);
  }
}
