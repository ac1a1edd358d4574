import { Loader } from "@mantine/core";
import { Trouble } from "../../desk/Trouble";
import { date, number, timeOfDay } from "../../format";
import { useLanguage, useWords } from "../../services";
import { useBehind } from "./data";
import type { Month } from "./types";

/** The orders behind a month's number, broken promises first. */
export function Behind({ month }: { month: Month }) {
  const words = useWords();
  const text = words.promises;
  const language = useLanguage();
  const { data, error, refetch } = useBehind(month);
  if (!data)
    return error ? (
      <Trouble error={error} retry={() => void refetch()} />
    ) : (
      <Loader size="sm" aria-label={words.loading} />
    );
  const when = (iso: string): string => `${date(iso, language, new Date())}, ${timeOfDay(iso, language)}`;
  return (
    <div className="table-scroll">
      <table className="models-table">
        <thead>
          <tr>
            <th>{text.order}</th>
            <th />
            <th>{text.promised}</th>
            <th>{text.arrived}</th>
            <th className="figure">{text.rests}</th>
          </tr>
        </thead>
        <tbody>
          {data.map((one) => (
            <tr key={`${one.order_id} ${one.stated_at}`} data-testid="promise">
              <td>#{one.order_id}</td>
              <td>{text.states[one.state]}</td>
              <td>{when(one.due_at)}</td>
              <td>{one.delivered_at ? when(one.delivered_at) : text.notArrived}</td>
              <td className="figure tabular">{number(one.orders, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
