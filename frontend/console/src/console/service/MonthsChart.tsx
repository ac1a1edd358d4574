import { NativeSelect } from "@mantine/core";
import { useState } from "react";
import { localised, number } from "../../format";
import { useLanguage, useWords } from "../../services";
import { draw, HEIGHT, WIDTH } from "./drawing";
import { GapButton } from "./GapButton";
import type { Opened, Trends } from "./types";
import { signed } from "./wording";

interface Props {
  trends: Trends;
  open: (one: Omit<Opened, "source">) => void;
}

/** The gap of one dimension month by month, with its interval; the months below open their answers. */
export function MonthsChart({ trends, open }: Props) {
  const text = useWords().serviceQuality;
  const language = useLanguage();
  const dimensions = trends.overall.map(({ dimension }) => dimension);
  const [dimension, setDimension] = useState(dimensions[0] ?? "");
  const name = localised(trends.names[dimension], language);
  const { spots, thin, line, ticks, months } = draw(trends.months, dimension);
  const choices = dimensions.map((one) => ({ value: one, label: localised(trends.names[one], language) }));
  const bottom = HEIGHT - 28;
  return (
    <section className="sheet" data-testid="service-months">
      <h2>{text.byMonth}</h2>
      <NativeSelect
        className="service-dimension"
        label={text.dimension}
        value={dimension}
        onChange={(event) => setDimension(event.currentTarget.value)}
        data={choices}
      />
      <svg
        className="service-chart"
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={text.picture(name)}
      >
        {ticks.map(({ value, y }) => (
          <g key={value}>
            <line
              className={value === 0 ? "service-axis" : "service-grid"}
              x1={48}
              x2={WIDTH}
              y1={y}
              y2={y}
            />
            <text x={42} y={y + 4} textAnchor="end">
              {signed(value)}
            </text>
          </g>
        ))}
        {spots.map(({ month, x, low, high }) => (
          <line key={month} className="service-whisker" x1={x} x2={x} y1={low} y2={high} />
        ))}
        <path className="service-line" d={line} />
        {spots.map(({ month, x, y }) => (
          <circle key={month} className="service-spot" cx={x} cy={y} r={4} />
        ))}
        {thin.map(({ month, x }) => (
          <circle key={month} className="service-thin" cx={x} cy={bottom - 6} r={3} />
        ))}
        {months.map(({ month, x }, place) => (
          <text key={month} x={x} y={HEIGHT - 8} textAnchor="middle">
            {months.length <= 7 || place % 2 === (months.length - 1) % 2 ? month : ""}
          </text>
        ))}
      </svg>
      <p className="soft">
        {text.chartHelp} {thin.length > 0 && text.thinHelp(number(trends.enough, language))}
      </p>
      <details className="models-details">
        <summary>{text.monthsTable}</summary>
        <div className="table-scroll">
          <table className="gap-table">
            <thead>
              <tr>
                <th>{text.month}</th>
                <th className="figure">{text.expected}</th>
                <th className="figure">{text.experienced}</th>
                <th className="figure">{text.gap}</th>
              </tr>
            </thead>
            <tbody>
              {trends.months.map((group) => {
                const cell = group.cells.find((one) => one.dimension === dimension);
                if (!cell) return null;
                return (
                  <tr key={group.key} data-testid={`service-month-${group.key}`}>
                    <th scope="row">
                      {group.key}
                      <small className="service-count">
                        {text.of(number(cell.answers, language), number(cell.customers, language))}
                      </small>
                    </th>
                    <td className="figure">{cell.expected?.toFixed(1) ?? "–"}</td>
                    <td className="figure">{cell.experienced?.toFixed(1) ?? "–"}</td>
                    <td className="figure">
                      <GapButton
                        cell={cell}
                        label={`${name}, ${group.key}`}
                        open={() => open({ dimension, month: group.key })}
                      />
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      </details>
    </section>
  );
}
