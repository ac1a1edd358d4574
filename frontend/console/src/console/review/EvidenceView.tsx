import { Trouble } from "../../desk/Trouble";
import { date, localised, money, number } from "../../format";
import { useLanguage, useWords } from "../../services";
import { useEvidence } from "./data";
import type { EvidenceLine } from "./types";

/** The lines of the log, or the people of an address, that an item rests on. */
export function EvidenceView({ id }: { id: string }) {
  const text = useWords().review.evidence;
  const { data, error, refetch } = useEvidence(id, true);
  if (error && !data) return <Trouble error={error} retry={() => void refetch()} />;
  if (!data) return null;
  if (data.people.length > 0)
    return (
      <ul className="review-people">
        {data.people.map((one) => (
          <li key={one.id}>
            {one.name || one.id} <span className="soft">{one.email ?? one.id}</span>
          </li>
        ))}
      </ul>
    );
  if (data.lines.length === 0) return <p className="soft">{text.none}</p>;
  return (
    <div className="table-scroll table-tall">
      <table className="models-table plain" data-testid="evidence-lines">
        <thead>
          <tr>
            <th>{text.when}</th>
            <th>{text.what}</th>
            <th>{text.product}</th>
            <th className="figure">{text.pieces}</th>
            <th className="figure">{text.amount}</th>
            <th>{text.order}</th>
          </tr>
        </thead>
        <tbody>
          {data.lines.map((line, place) => (
            <Line key={place} line={line} currency={data.currency} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Line({ line, currency }: { line: EvidenceLine; currency: string }) {
  const text = useWords().review.evidence;
  const language = useLanguage();
  return (
    <tr>
      <td>{line.at ? date(line.at, language, new Date()) : "–"}</td>
      <td>{text.types[line.type]}</td>
      <td>{localised(line.product, language) || line.product_id}</td>
      <td className="figure">{line.pieces === null ? "–" : number(line.pieces, language)}</td>
      <td className="figure">{line.cents === null ? "–" : money(line.cents, currency, language)}</td>
      <td>{line.order_id ?? "–"}</td>
    </tr>
  );
}
