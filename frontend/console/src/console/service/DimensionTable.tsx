import { localised, number } from "../../format";
import { useLanguage, useWords } from "../../services";
import { GapBar } from "./GapBar";
import { GapButton } from "./GapButton";
import type { Cell, Opened, Trends } from "./types";
import { signed, verdict } from "./wording";

interface Props {
  trends: Trends;
  open: (one: Omit<Opened, "source">) => void;
}

/** Each dimension over all customers: expected, experienced, and the gap with its interval. */
export function DimensionTable({ trends, open }: Props) {
  const text = useWords().serviceQuality;
  const language = useLanguage();
  const name = ({ dimension }: Cell) => localised(trends.names[dimension], language);
  const worst = shortest(trends.overall);
  const level = (value: number | null) => (value === null ? "–" : value.toFixed(1));
  return (
    <section className="sheet" data-testid="service-dimensions">
      <h2>{worst?.gap ? text.worst(name(worst), signed(worst.gap)) : text.noneShort}</h2>
      <p className="soft">{text.gapHelp(number(trends.enough, language))}</p>
      <div className="table-scroll">
        <table className="gap-table">
          <thead>
            <tr>
              <th>{text.dimension}</th>
              <th className="figure">{text.expected}</th>
              <th className="figure">{text.experienced}</th>
              <th className="figure">{text.gap}</th>
              <th className="service-bar-cell" aria-hidden="true" />
            </tr>
          </thead>
          <tbody>
            {trends.overall.map((cell) => (
              <tr key={cell.dimension} data-testid={`service-${cell.dimension}`}>
                <th scope="row">
                  {name(cell)}
                  <small className="service-count">
                    {text.of(number(cell.answers, language), number(cell.customers, language))}
                  </small>
                </th>
                <td className="figure">{level(cell.expected)}</td>
                <td className="figure">{level(cell.experienced)}</td>
                <td className="figure">
                  <GapButton
                    cell={cell}
                    label={name(cell)}
                    open={() => open({ dimension: cell.dimension })}
                  />
                </td>
                <td className="service-bar-cell">
                  {cell.gap !== null && cell.low !== null && cell.high !== null && (
                    <GapBar gap={cell.gap} low={cell.low} high={cell.high} />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** The dimension that falls shortest, of those of which that is sure. */
function shortest(cells: Cell[]): Cell | undefined {
  return cells
    .filter(({ low, high }) => low !== null && high !== null && verdict(low, high) === "short")
    .sort((a, b) => (a.gap ?? 0) - (b.gap ?? 0))[0];
}
