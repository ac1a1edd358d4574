import { percent } from "../../format";
import { useWords } from "../../services";
import type { Division } from "./types";

/** The numbers of segments that were tried. */
export function Choice({ division }: { division: Division }) {
  const words = useWords().segments.choice;
  if (division.choice.length < 2) return null;
  const used = division.segments.length;
  return (
    <section className="sheet segment-choice">
      <h2>{words.title}</h2>
      <p className="soft">{words.help}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.k}</th>
            <th scope="col">{words.silhouette}</th>
            <th scope="col">{words.stability}</th>
            <th scope="col">{words.smallest}</th>
          </tr>
        </thead>
        <tbody>
          {division.choice.map(({ k, silhouette, stability, smallest }) => (
            <tr key={k} data-used={k === used ? true : undefined}>
              <th scope="row">
                {k} {k === used && <span className="chip">{words.chosen}</span>}
              </th>
              <td className="tabular">{silhouette.toFixed(2)}</td>
              <td className="tabular">{stability.toFixed(2)}</td>
              <td className="tabular">{percent(smallest)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
