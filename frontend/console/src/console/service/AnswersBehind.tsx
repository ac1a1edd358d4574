import { Modal } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { Trouble } from "../../desk/Trouble";
import { date, localised, percent } from "../../format";
import { useLanguage, useServices, useWords } from "../../services";
import type { Opened, Trends } from "./types";

interface Props {
  opened: Opened;
  trends: Trends;
  close: () => void;
}

/** The answers that a number counts, each with its conversation. */
export function AnswersBehind({ opened, trends, close }: Props) {
  const text = useWords().serviceQuality;
  const language = useLanguage();
  const { service } = useServices();
  const { data, error, refetch } = useQuery({
    queryKey: ["console", "service", "answers", opened],
    queryFn: ({ signal }) => service.answers(opened, signal),
  });
  const written = opened.source === "text";
  const dimension = localised(trends.names[opened.dimension], language);
  const group = trends.segments.find(({ key }) => key === opened.segment);
  const where =
    opened.month ??
    (opened.segment && (localised(group?.name, language) || text.noSegment)) ??
    text.everybody;
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={text.behind(dimension, written ? text.written : where)}
      closeButtonProps={{ "aria-label": text.close }}
    >
      {error && !data && <Trouble error={error} retry={() => void refetch()} />}
      {data && (
        <div className="table-scroll">
          <table className="models-table plain" data-testid="service-answers">
            <thead>
              <tr>
                <th>{text.customer}</th>
                <th>{text.when}</th>
                {!written && <th className="figure">{text.expected}</th>}
                <th className="figure">{text.experienced}</th>
                {written && <th className="figure">{text.confidence}</th>}
                <th />
              </tr>
            </thead>
            <tbody>
              {data.map((one) => (
                <tr key={`${one.customer_id} ${one.at}`}>
                  <td>{one.name || one.customer_id}</td>
                  <td>{date(one.at, language, new Date())}</td>
                  {!written && <td className="figure">{one.expected}</td>}
                  <td className="figure">{one.experienced}</td>
                  {written && <td className="figure">{percent(one.confidence)}</td>}
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
      )}
    </Modal>
  );
}
