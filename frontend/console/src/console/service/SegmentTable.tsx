import { localised } from "../../format";
import { useLanguage, useWords } from "../../services";
import { GapButton } from "./GapButton";
import type { Opened, Trends } from "./types";

interface Props {
  trends: Trends;
  open: (one: Omit<Opened, "source">) => void;
}

/** Segments by dimensions. */
export function SegmentTable({ trends, open }: Props) {
  const text = useWords().serviceQuality;
  const language = useLanguage();
  return (
    <section className="sheet" data-testid="service-segments">
      <h2>{text.bySegment}</h2>
      <div className="table-scroll">
        <table className="gap-table">
          <thead>
            <tr>
              <th>{text.segment}</th>
              {trends.overall.map(({ dimension }) => (
                <th key={dimension} className="figure">
                  {localised(trends.names[dimension], language)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {trends.segments.map((group) => {
              const segment = localised(group.name, language) || text.noSegment;
              return (
                <tr key={group.key}>
                  <th scope="row">{segment}</th>
                  {group.cells.map((cell) => (
                    <td key={cell.dimension} className="figure">
                      <GapButton
                        cell={cell}
                        label={`${segment}, ${localised(trends.names[cell.dimension], language)}`}
                        open={() => open({ dimension: cell.dimension, segment: group.key })}
                      />
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
