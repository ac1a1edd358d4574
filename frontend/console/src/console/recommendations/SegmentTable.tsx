import { localised, number } from "../../format";
import { useLanguage, useWords } from "../../services";
import { isClear } from "./chance";
import { Definitions } from "./Definitions";
import { FIGURES, GroupTable } from "./GroupTable";
import type { FairnessReport } from "./types";

/** How well each segment is served, with intervals; a segment of few customers says that it is too small. */
export function SegmentTable({ report }: { report: FairnessReport }) {
  const text = useWords().recommendations;
  const language = useLanguage();
  const { apart, segments, fewest, renewed } = report;
  const columns = FIGURES.map((figure) => [text.figures[figure], text.figureHelp[figure]] as const);
  const difference = apart["ndcg@10"];
  const lots = difference?.q_value == null ? "" : text.lots(isClear(difference));
  const few = text.tooFew(number(fewest, language));
  const unknown = difference && !renewed ? `< ${fewest}` : "–";
  return (
    <section className="sheet" data-testid="report-segments">
      <h2>{difference ? text.segmentsTitle(difference.mean.toFixed(3)) : text.segmentsUnknown}</h2>
      <p className="soft">
        {difference
          ? text.apart(difference.low.toFixed(3), difference.high.toFixed(3)) + lots
          : segments.length > 0
            ? few
            : text.noSegments}
      </p>
      {renewed && <p className="models-note">{text.renewed}</p>}
      {segments.length > 0 && (
        <GroupTable
          heading={text.segment}
          testId="report-segment"
          lines={segments.map((line) => ({
            key: line.label,
            name: localised(line.name, language) || text.unnamed(line.label),
            customers: line.customers === null ? unknown : number(line.customers, language),
            figures: line.figures,
          }))}
        />
      )}
      <Definitions of={columns} />
    </section>
  );
}
