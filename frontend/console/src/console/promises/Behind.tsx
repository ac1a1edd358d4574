import { Loader } from "@mantine/core";
import { Link } from "react-router";
import { Trouble } from "../../desk/Trouble";
import { date, number, timeOfDay } from "../../format";
import { useLanguage, useWords } from "../../services";
import { useBehind } from "./data";
import type { Month } from "./types";

/** The promises behind a month's number, broken ones first. */
export function Behind({ month }: { month: Month }) {
  const words = useWords();
  const text = words.promises;
  const kind = text.of[month.kind] ?? text.of.delivery;
  const language = useLanguage();
  const { data, error, refetch } = useBehind(month);
  if (!data)
    return error ? (
      <Trouble error={error} retry={() => void refetch()} />
    ) : (
      <Loader size="sm" aria-label={words.loading} />
    );
  const when = (iso: string): string => `${date(iso, language, new Date())}, ${timeOfDay(iso, language)}`;
  const conversation = (id: string | null) => id && <Link to={`/desk?c=${id}`}>{text.openConversation}</Link>;
  return (
    <div className="table-scroll">
      <table className="models-table">
        <thead>
          <tr>
            <th>{kind.what}</th>
            <th />
            <th>{text.promised}</th>
            <th>{kind.met}</th>
            <th className="figure">{text.rests}</th>
          </tr>
        </thead>
        <tbody>
          {data.map((one) => (
            <tr key={one.id} data-testid="promise">
              <td data-label={kind.what}>
                {one.order_id ? `#${one.order_id}` : conversation(one.conversation_id)}
              </td>
              <td>{text.states[one.state]}</td>
              <td data-label={text.promised}>{when(one.due_at)}</td>
              <td data-label={kind.met}>{one.met_at ? when(one.met_at) : kind.notYet}</td>
              <td className="figure tabular" data-label={text.rests}>
                {number(one.past, language)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
