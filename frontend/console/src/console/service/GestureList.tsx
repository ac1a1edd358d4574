import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { Trouble } from "../../desk/Trouble";
import { date, localised, money, number } from "../../format";
import { useLanguage, useServices, useWords } from "../../services";

/** Small gestures by month, and each that was granted. */
export function GestureList() {
  const text = useWords().gestures;
  const language = useLanguage();
  const { gestures } = useServices();
  const { data, error, refetch } = useQuery({
    queryKey: ["console", "gestures"],
    queryFn: ({ signal }) => gestures.page(signal),
    staleTime: 60_000,
  });
  if (!data) return error ? <Trouble error={error} retry={() => void refetch()} /> : null;
  const sum = (cents: number) => money(cents, data.currency, language);
  return (
    <section className="sheet" data-testid="service-gestures">
      <h2>{text.listed}</h2>
      <p className="soft">{text.listedHelp(sum(data.budget))}</p>
      {data.months.length === 0 && <p className="soft">{text.listedNone}</p>}
      {data.months.length > 0 && (
        <div className="table-scroll">
          <table className="gap-table">
            <thead>
              <tr>
                <th>{text.month}</th>
                <th className="figure">{text.count}</th>
                <th className="figure">{text.declinedCount}</th>
                <th className="figure">{text.cost}</th>
              </tr>
            </thead>
            <tbody>
              {data.months.map((one) => (
                <tr key={one.month}>
                  <th scope="row">{one.month}</th>
                  <td className="figure">{number(one.granted, language)}</td>
                  <td className="figure">{number(one.declined, language)}</td>
                  <td className="figure">{sum(one.cents)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {data.granted.length > 0 && (
        <details className="models-details">
          <summary>{text.each}</summary>
          <div className="table-scroll">
            <table className="gap-table">
              <thead>
                <tr>
                  <th>{text.customer}</th>
                  <th>{text.gesture}</th>
                  <th className="figure">{text.cost}</th>
                  <th>{text.why}</th>
                  <th>{text.by}</th>
                  <th>{text.when}</th>
                  <th />
                </tr>
              </thead>
              <tbody>
                {data.granted.map((one) => (
                  <tr key={`${one.reference} ${one.at}`} data-testid="granted">
                    <th scope="row">
                      {one.customer || one.customer_id}
                      <small className="service-count">{one.reference}</small>
                    </th>
                    <td>{localised(one.name, language)}</td>
                    <td className="figure">{sum(one.cents)}</td>
                    <td>{text.whys[one.reason]}</td>
                    <td>{one.by ?? text.somebody}</td>
                    <td>{date(one.at, language, new Date())}</td>
                    <td>
                      {one.conversation_id && (
                        <Link to={`/desk?c=${encodeURIComponent(one.conversation_id)}`}>
                          {text.conversation}
                        </Link>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
    </section>
  );
}
