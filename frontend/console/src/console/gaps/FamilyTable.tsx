import { localised, number } from "../../format";
import { useLanguage, useWords } from "../../services";
import type { Cell, FamilyMap, Opened, SegmentRow } from "./types";

/** One family of topics: a line a segment, a column a topic. */
export function FamilyTable({ family, open }: { family: FamilyMap; open: (cell: Opened) => void }) {
  const text = useWords().gapMap;
  const language = useLanguage();
  return (
    <section className="sheet" data-testid="gap-family" data-name={family.family}>
      <h2>{text.families[family.family]}</h2>
      <p className="soft">
        {text.bits} {text.legend}
      </p>
      <div className="table-scroll">
        <table className="gap-table">
          <thead>
            <tr>
              <th scope="col">{text.segment}</th>
              <th scope="col" className="figure">
                {text.statements}
              </th>
              {family.topics.map(({ topic, name }) => (
                <th key={topic} scope="col" className="figure">
                  {localised(name, language) || topic}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {family.rows.map((row) => (
              <tr key={row.label}>
                <th scope="row">{localised(row.name, language)}</th>
                <td className="figure">{number(row.said, language)}</td>
                {row.cells.map((cell) => (
                  <td key={cell.topic} className="figure">
                    <Bits family={family} row={row} cell={cell} open={open} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

interface BitsProps {
  family: FamilyMap;
  row: SegmentRow;
  cell: Cell;
  open: (cell: Opened) => void;
}

function Bits({ family, row, cell, open }: BitsProps) {
  const text = useWords().gapMap;
  const language = useLanguage();
  const topic = family.topics.find((one) => one.topic === cell.topic);
  const name = localised(topic?.name, language) || cell.topic;
  const state = cell.flagged ? text.flagged : cell.thin ? text.thin : "";
  const told = text.cell(
    localised(row.name, language),
    name,
    cell.said,
    bits(cell.delta),
    bits(cell.low),
    bits(cell.high),
  );
  return (
    <button
      type="button"
      className="gap-cell"
      data-testid="gap-cell"
      data-flagged={cell.flagged || undefined}
      data-thin={cell.thin || undefined}
      title={state ? `${told}, ${state}` : told}
      aria-label={state ? `${told}, ${state}` : told}
      onClick={() => open({ family: family.family, segment: row.label, topic: cell.topic })}
    >
      {bits(cell.delta)}
      <small>{text.count(number(cell.said, language))}</small>
    </button>
  );
}

function bits(value: number): string {
  const shown = value.toFixed(1);
  return value > 0 && shown !== "0.0" ? `+${shown}` : shown.replace(/^-0\.0$/, "0.0");
}
