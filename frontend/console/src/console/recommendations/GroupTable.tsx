import { percent } from "../../format";
import { useWords } from "../../services";
import { Explained } from "../models/Explained";
import { IntervalBar } from "./Bar";
import type { Estimate, Figure } from "./types";

export const WORDED: Record<Figure, (value: number) => string> = {
  "ndcg@10": (value) => value.toFixed(3),
  beyond_head: percent,
};
export const FIGURES = Object.keys(WORDED) as Figure[];

/** `customers`: in words, as a small group's number is not told. */
export interface Line {
  key: string;
  name: string;
  customers: string;
  figures: Partial<Record<Figure, Estimate>>;
}

interface Props {
  heading: string;
  lines: Line[];
  testId: string;
}

/** The figures of each group of customers with their intervals. */
export function GroupTable({ heading, lines, testId }: Props) {
  const text = useWords().recommendations;
  return (
    <table className="models-table fair-table">
      <thead>
        <tr>
          <th>{heading}</th>
          <th className="figure">{text.customers}</th>
          {FIGURES.map((figure) => (
            <th key={figure} className="figure">
              <Explained as="span" name={text.figures[figure]} help={text.figureHelp[figure]} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.key} data-testid={testId}>
            <th scope="row">{line.name}</th>
            <td className="figure" data-label={text.customers}>
              {line.customers}
            </td>
            {FIGURES.map((figure) => (
              <td key={figure} className="figure" data-label={text.figures[figure]}>
                <Told estimate={line.figures[figure]} figure={figure} most={most(lines, figure)} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
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

/** Where a bar's axis ends: a share's at 1, quality's at the best that any group may have. */
function most(lines: Line[], figure: Figure): number {
  if (figure === "beyond_head") return 1;
  return Math.max(0, ...lines.map((line) => line.figures[figure]?.high ?? 0));
}
