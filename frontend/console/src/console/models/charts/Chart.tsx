import type { ReactNode } from "react";
import { useWords } from "../../../services";

export const WIDTH = 360;
export const HEIGHT = 220;
export const EDGE = { left: 34, right: 8, top: 10, bottom: 34 } as const;

/** Shares in [0, 1] to the drawing's units. */
export const across = (share: number) => EDGE.left + share * (WIDTH - EDGE.left - EDGE.right);
export const up = (share: number) => HEIGHT - EDGE.bottom - share * (HEIGHT - EDGE.top - EDGE.bottom);

interface Props {
  /** The finding. */
  title: string;
  /** What is to be seen, for hover and for screen readers. */
  help: string;
  x: string;
  y: ReactNode;
  /** What a hundred per cent of the height is, in words; "100 %" unless said. */
  top?: string;
  /** Rows of the data, the names of the columns first. */
  rows: (string | number)[][];
  file: string;
  children: ReactNode;
}

/** A card with a drawing: a title that states the finding, axes from 0 to 100 %, the data as CSV. */
export function Chart({ title, help, x, y, top = "100 %", rows, file, children }: Props) {
  const words = useWords().models.charts;
  return (
    <section className="sheet chart">
      <h2>{title}</h2>
      <p className="soft">{help}</p>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={title}>
        <line className="axis" x1={across(0)} x2={across(1)} y1={up(0)} y2={up(0)} />
        <line className="axis" x1={across(0)} x2={across(0)} y1={up(0)} y2={up(1)} />
        {[0, 0.5, 1].map((share) => (
          <text key={share} x={across(share)} y={up(0) + 13} textAnchor={anchors[share]}>
            {share}
          </text>
        ))}
        <text x={across(0) - 4} y={up(1) + 4} textAnchor="end">
          {top}
        </text>
        <text x={across(0) - 4} y={up(0)} textAnchor="end">
          0
        </text>
        <text className="axis-name" x={across(0.5)} y={HEIGHT - 6} textAnchor="middle">
          {x}
        </text>
        {children}
      </svg>
      <p className="chart-end soft">
        <span>↑ {y}</span>
        <a href={csv(rows)} download={`${file}.csv`}>
          {words.csv}
        </a>
      </p>
    </section>
  );
}

const anchors: Record<number, "start" | "middle" | "end"> = { 0: "start", 0.5: "middle", 1: "end" };

function csv(rows: (string | number)[][]): string {
  return `data:text/csv;charset=utf-8,${encodeURIComponent(rows.map((row) => row.join(",")).join("\n"))}`;
}
