import { localised, number } from "../../format";
import { useLanguage, useWords } from "../../services";
import type { Trends } from "./types";

/** What complaints and praise say of each dimension: counted, never averaged. */
export function WrittenTable({ trends, open }: { trends: Trends; open: (dimension: string) => void }) {
  const text = useWords().serviceQuality;
  const language = useLanguage();
  const none = trends.written.every(({ customers }) => customers === 0);
  return (
    <section className="sheet" data-testid="service-written">
      <h2>{text.written}</h2>
      <p className="soft">{none ? text.writtenNone : text.writtenHelp}</p>
      {!none && (
        <div className="table-scroll">
          <table className="gap-table">
            <thead>
              <tr>
                <th>{text.dimension}</th>
                <th className="figure">{text.trouble}</th>
                <th className="figure">{text.praise}</th>
                <th className="figure">{text.customers}</th>
              </tr>
            </thead>
            <tbody>
              {trends.written.map((row) => {
                const name = localised(trends.names[row.dimension], language);
                return (
                  <tr key={row.dimension} data-testid={`written-${row.dimension}`}>
                    <th scope="row">{name}</th>
                    <td className="figure">{number(row.trouble, language)}</td>
                    <td className="figure">{number(row.praise, language)}</td>
                    <td className="figure">
                      {row.customers === 0 ? (
                        "0"
                      ) : (
                        <button
                          type="button"
                          className="service-link"
                          aria-label={text.openAnswers(name)}
                          onClick={() => open(row.dimension)}
                        >
                          {number(row.customers, language)}
                        </button>
                      )}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
