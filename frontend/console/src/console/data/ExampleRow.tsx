import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useRef, useState, type FormEvent } from "react";
import { named } from "../../format";
import { useWords } from "../../services";
import { MarkedText } from "../inbox/MarkedText";
import { fromCodePoints } from "../inbox/spans";
import type { Example, Intent } from "../types";
import { useEditing } from "./editing";

interface Props {
  example: Example;
  withIntent: boolean;
  intents: readonly Intent[];
}

/** One line of a file: read, edited in its place, or deleted after a second look. */
export function ExampleRow({ example, withIntent, intents }: Props) {
  const words = useWords();
  const text = words.console.data;
  const [mode, setMode] = useState<"read" | "edit" | "delete">("read");
  const box = useRef<HTMLParagraphElement>(null);
  const { edit, remove, problem, busy, reset } = useEditing(() => setMode("read"));
  const [marked, setMarked] = useState(example.marked);
  const [intent, setIntent] = useState(example.intent);

  const begin = (): void => {
    setMarked(example.marked);
    setIntent(example.intent);
    setMode("edit");
  };
  const cancel = (): void => {
    reset();
    setMode("read");
  };
  const save = (event: FormEvent): void => {
    event.preventDefault();
    if (marked === example.marked && intent === example.intent) return cancel();
    edit({ example, to: marked, intent: intent === example.intent ? null : intent });
  };

  return (
    <li className="example" data-testid="example" data-mode={mode}>
      {mode === "edit" ? (
        <form className="example-edit" onSubmit={save}>
          <TextInput
            size="sm"
            autoFocus
            aria-label={text.editLabel}
            data-testid="example-text"
            value={marked}
            onChange={(event) => setMarked(event.currentTarget.value)}
            onKeyDown={(event) => event.key === "Escape" && cancel()}
          />
          <NativeSelect
            size="sm"
            aria-label={text.moveTo}
            value={intent}
            onChange={(event) => setIntent(event.currentTarget.value)}
            data={intents.map(({ name }) => ({ value: name, label: named(words.intents, name) }))}
          />
          <Button type="submit" size="sm" loading={busy}>
            {words.console.save}
          </Button>
          <Button size="sm" variant="default" onClick={cancel}>
            {words.console.cancel}
          </Button>
        </form>
      ) : (
        <>
          <div className="example-text">
            <MarkedText
              text={example.text}
              spans={fromCodePoints(example.text, example.entities)}
              box={box}
            />
            <p className="example-place">
              <span className="language">{words.queue.languageMark[example.language]}</span>
              {withIntent && <span>{named(words.intents, example.intent)}</span>}
              <code>
                {example.file}:{example.line}
              </code>
            </p>
          </div>
          {mode === "delete" ? (
            <div className="example-actions" data-sure="true">
              <span>{text.removeSure}</span>
              <Button
                size="compact-sm"
                color="red"
                variant="outline"
                loading={busy}
                autoFocus
                onClick={() => remove(example)}
              >
                {text.remove}
              </Button>
              <Button size="compact-sm" variant="default" onClick={cancel}>
                {text.keep}
              </Button>
            </div>
          ) : (
            <div className="example-actions">
              <Button size="compact-sm" variant="subtle" color="gray" onClick={begin}>
                {text.edit}
              </Button>
              <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setMode("delete")}>
                {text.remove}
              </Button>
            </div>
          )}
        </>
      )}
      {problem && (
        <p className="line line-bad" role="alert">
          <span>{problem}</span>
        </p>
      )}
    </li>
  );
}
