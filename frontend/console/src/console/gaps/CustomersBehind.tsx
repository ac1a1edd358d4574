import { Modal } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Trouble } from "../../desk/Trouble";
import { localised, number, percent } from "../../format";
import { useLanguage, useServices, useWords } from "../../services";
import type { FamilyMap, Opened } from "./types";

interface Props {
  opened: Opened;
  families: FamilyMap[];
  close: () => void;
}

/** The customers whose statements a cell counts. */
export function CustomersBehind({ opened, families, close }: Props) {
  const text = useWords().gapMap;
  const language = useLanguage();
  const { expectations } = useServices();
  const { data, error, refetch } = useQuery({
    queryKey: ["console", "gap-map", opened],
    queryFn: ({ signal }) => expectations.behind(opened, signal),
  });
  const family = families.find((one) => one.family === opened.family);
  const segment = localised(family?.rows.find((row) => row.label === opened.segment)?.name, language);
  const topic = localised(family?.topics.find((one) => one.topic === opened.topic)?.name, language);
  return (
    <Modal
      opened
      onClose={close}
      title={text.behind(segment, topic)}
      closeButtonProps={{ "aria-label": text.close }}
    >
      {error && !data && <Trouble error={error} retry={() => void refetch()} />}
      {data?.length === 0 && <p className="soft">{text.nobody}</p>}
      {data && data.length > 0 && (
        <table className="models-table plain" data-testid="gap-customers">
          <thead>
            <tr>
              <th>{text.customer}</th>
              <th className="figure">{text.saidOf}</th>
              <th className="figure">{text.expected}</th>
            </tr>
          </thead>
          <tbody>
            {data.map((one) => (
              <tr key={one.customer_id}>
                <td>{one.name || one.customer_id}</td>
                <td className="figure">
                  {number(one.said, language)} / {number(one.of, language)}
                </td>
                <td className="figure">{percent(one.expected)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Modal>
  );
}
