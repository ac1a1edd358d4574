import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { named } from "../../format";
import { useLanguage, useWords } from "../../services";
import type { Language } from "../../types";
import { useEditing } from "./editing";

/** A line to add to the chosen intent; it stays open, so that several can follow each other. */
export function NewExample({ intent, language }: { intent: string | null; language: string | null }) {
  const words = useWords();
  const text = words.console.data;
  const own = useLanguage();
  const [marked, setMarked] = useState("");
  const [into, setInto] = useState<Language | null>(null);
  const { add, problem, busy } = useEditing(() => setMarked(""));
  if (intent === null) return <p className="soft">{text.chooseFirst}</p>;
  const target = into ?? (language === "en" || language === "zh" ? language : own);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (marked.trim()) add({ language: target, intent, marked });
  };
  return (
    <>
      <form className="new-example" onSubmit={submit}>
        <TextInput
          size="sm"
          aria-label={text.addTo(named(words.intents, intent))}
          placeholder={text.placeholder}
          data-testid="new-example"
          value={marked}
          onChange={(event) => setMarked(event.currentTarget.value)}
        />
        <NativeSelect
          size="sm"
          aria-label={words.console.inbox.language}
          value={target}
          onChange={(event) => setInto(event.currentTarget.value as Language)}
          data={[
            { value: "en", label: words.console.languages.en },
            { value: "zh", label: words.console.languages.zh },
          ]}
        />
        <Button type="submit" size="sm" disabled={!marked.trim()} loading={busy}>
          {text.add}
        </Button>
      </form>
      {problem && (
        <p className="line line-bad" role="alert" data-testid="new-problem">
          <span>{problem}</span>
        </p>
      )}
    </>
  );
}
