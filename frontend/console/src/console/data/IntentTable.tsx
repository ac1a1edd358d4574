import { NativeSelect, Skeleton, TextInput } from "@mantine/core";
import { useState } from "react";
import { Trouble } from "../../desk/Trouble";
import { named } from "../../format";
import { useWords } from "../../services";
import { matches } from "../intents/IntentSearch";
import type { Intent } from "../types";

interface Props {
  intents: readonly Intent[] | undefined;
  error: unknown;
  retry: () => void;
  chosen: string | null;
  onChoose: (intent: string | null) => void;
}

/** All intents with their number of examples a language; one field on a narrow screen. */
export function IntentTable({ intents, error, retry, chosen, onChoose }: Props) {
  const words = useWords();
  const text = words.console.data;
  const [wanted, setWanted] = useState("");
  if (!intents) {
    return (
      <nav className="intents" aria-label={text.intents}>
        {error ? <Trouble error={error} retry={retry} /> : <Skeleton height={320} m="md" width="auto" />}
      </nav>
    );
  }
  const total = (language: "en" | "zh"): number =>
    intents.reduce((sum, intent) => sum + intent.examples[language], 0);
  const shown = intents.filter(({ name }) => matches(wanted, name, named(words.intents, name)));

  return (
    <nav className="intents" aria-label={text.intents}>
      <NativeSelect
        className="intents-field"
        aria-label={text.narrow}
        value={chosen ?? ""}
        onChange={(event) => onChoose(event.currentTarget.value || null)}
        data={[
          { value: "", label: text.allIntents },
          ...intents.map(({ name, examples }) => ({
            value: name,
            label: `${named(words.intents, name)} (${examples.en} · ${examples.zh})`,
          })),
        ]}
      />
      <TextInput
        className="intents-find"
        size="sm"
        type="search"
        placeholder={text.find}
        aria-label={text.find}
        value={wanted}
        onChange={(event) => setWanted(event.currentTarget.value)}
      />
      <table>
        <thead>
          <tr>
            <th scope="col">{words.console.inbox.intent}</th>
            <th scope="col">{words.queue.languageMark.en}</th>
            <th scope="col">{words.queue.languageMark.zh}</th>
          </tr>
        </thead>
        <tbody>
          {!wanted && (
            <Row
              name={text.allIntents}
              open={chosen === null}
              onOpen={() => onChoose(null)}
              en={total("en")}
              zh={total("zh")}
            />
          )}
          {shown.map(({ name, examples }) => (
            <Row
              key={name}
              name={named(words.intents, name)}
              open={chosen === name}
              onOpen={() => onChoose(name)}
              en={examples.en}
              zh={examples.zh}
            />
          ))}
        </tbody>
      </table>
    </nav>
  );
}

function Row({
  name,
  open,
  onOpen,
  en,
  zh,
}: {
  name: string;
  open: boolean;
  onOpen: () => void;
  en: number;
  zh: number;
}) {
  return (
    <tr data-open={open}>
      <th scope="row">
        <button type="button" aria-current={open} onClick={onOpen}>
          {name}
        </button>
      </th>
      <td className="tabular">{en}</td>
      <td className="tabular">{zh}</td>
    </tr>
  );
}
