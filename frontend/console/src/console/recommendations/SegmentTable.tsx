import { localised, number, percent } from "../../format";
import { useLanguage, useWords } from "../../services";
import { Explained } from "../models/Explained";
import { IntervalBar } from "./Bar";
import { Definitions } from "./Definitions";
import type { Estimate, FairnessReport, Figure } from "./types";

const WORDED: Record<Figure, (value: number) => string> = {
  "ndcg@10": (value) => value.toFixed(3),
  beyond_head: percent,
};
const FIGURES = Object.keys(WORDED) as Figure[];

/** How well each segment is served, with intervals; a segment of few customers says that it is too small. */
export function SegmentTable({ report }: { report: FairnessReport }) {
  const text = useWords().recommendations;
  const language = useLanguage();
  const { apart, segments, fewest, renewed } = report;
  const columns = FIGURES.map((figure) => [text.figures[figure], text.figureHelp[figure]] as const);
  const difference = apart["ndcg@10"];
  const few = text.tooFew(number(fewest, language));
  const unknown = difference && !renewed ? `< ${fewest}` : "–";
  return (
    <section className="sheet" data-testid="report-segments">
      <h2>{difference ? text.segmentsTitle(difference.mean.toFixed(3)) : text.segmentsUnknown}</h2>
      <p className="soft">
        {difference
          ? text.apart(difference.low.toFixed(3), difference.high.toFixed(3))
          : segments.length > 0
            ? few
            : text.noSegments}
      </p>
      {renewed && <p className="models-note">{text.renewed}</p>}
      {segments.length > 0 && (
        <table className="models-table fair-table">
          <thead>
            <tr>
              <th>{text.segment}</th>
              <th className="figure">{text.customers}</th>
              {columns.map(([name, help]) => (
                <th key={name} className="figure">
                  <Explained as="span" name={name} help={help} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {segments.map((line) => (
              <tr key={line.label} data-testid="report-segment">
                <th scope="row">{localised(line.name, language) || text.unnamed(line.label)}</th>
                <td className="figure" data-label={text.customers}>
                  {line.customers === null ? unknown : number(line.customers, language)}
                </td>
                {FIGURES.map((figure) => (
                  <td key={figure} className="figure" data-label={text.figures[figure]}>
                    <Told estimate={line.figures[figure]} figure={figure} most={most(report, figure)} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Definitions of={columns} />
    </section>
  );
}

interface ToldProps {
  estimate: Estimate | undefined;
  figure: Figure;
  most: number;
}

function Told({ estimate, figure, most: end }: ToldProps) {
  const text = useWords().recommendations;
  if (!estimate) return <span className="soft">{text.thin}</span>;
  const say = WORDED[figure];
  return (
    <span className="fair-figure">
      <span>
        {say(estimate.mean)}{" "}
        <small className="soft">{text.interval(say(estimate.low), say(estimate.high))}</small>
      </span>
      <IntervalBar estimate={estimate} most={end} />
    </span>
  );
}

/** Where a bar's axis ends: a share's at 1, quality's at the best that any segment may have. */
function most({ segments }: FairnessReport, figure: Figure): number {
  if (figure === "beyond_head") return 1;
  return Math.max(0, ...segments.map((line) => line.figures[figure]?.high ?? 0));
}
