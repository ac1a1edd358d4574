import { TextInput } from "@mantine/core";
import { useId, useState, type KeyboardEvent, type RefObject } from "react";
import { named } from "../../format";
import { useWords } from "../../services";
import "./intents.css";

interface Props {
  intents: readonly { name: string }[];
  chosen: string | null;
  onChoose: (intent: string) => void;
  label: string;
  /** The list stands below the field at all times, instead of over the page. */
  inline?: boolean;
  field?: RefObject<HTMLInputElement | null>;
  /** After a choice or Escape, so that the keys of the card work again. */
  onLeave?: () => void;
}

/** A field that finds intents by any part of their name, in the reader's language or as the files have it. */
export function IntentSearch({ intents, chosen, onChoose, label, inline = false, field, onLeave }: Props) {
  const words = useWords();
  const id = useId();
  const [text, setText] = useState("");
  const [opened, setOpen] = useState(false);
  const open = inline || opened;
  const [at, setAt] = useState(0);
  const found = intents.filter(({ name }) => matches(text, name, named(words.intents, name)));
  const active = Math.min(at, found.length - 1);

  const leave = (): void => {
    setOpen(false);
    setText("");
    setAt(0);
    field?.current?.blur();
    onLeave?.();
  };
  const choose = (name: string): void => {
    onChoose(name);
    leave();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      setAt(Math.max(0, Math.min(found.length - 1, active + step)));
      setOpen(true);
    } else if (event.key === "Enter") {
      const hit = found[active];
      if (open && hit) choose(hit.name);
    } else if (event.key === "Escape" && !inline) {
      leave();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className="intent-search" data-inline={inline}>
      <TextInput
        ref={field}
        size="sm"
        placeholder={label}
        aria-label={label}
        role="combobox"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-activedescendant={open && active >= 0 ? `${id}-${active}` : undefined}
        data-testid="intent-search"
        value={text}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
          setOpen(true);
        }}
        onKeyDown={onKeyDown}
      />
      {open && (
        <ul className="intent-options" id={`${id}-list`} role="listbox" aria-label={label}>
          {found.length === 0 && (
            <li className="soft">{intents.length === 0 ? words.loading : words.console.inbox.noIntent}</li>
          )}
          {found.map(({ name }, index) => (
            <li
              key={name}
              id={`${id}-${index}`}
              role="option"
              aria-selected={name === chosen}
              data-active={index === active}
              ref={(row) => {
                if (row && index === active) row.scrollIntoView({ block: "nearest" });
              }}
              onPointerMove={() => setAt(index)}
              // Before the field loses the focus and the list with it.
              onPointerDown={(event) => {
                event.preventDefault();
                choose(name);
              }}
            >
              <span>{named(words.intents, name)}</span>
              <code>{name}</code>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

export function matches(text: string, ...names: string[]): boolean {
  const parts = text.toLowerCase().split(/[\s_]+/);
  return names.some((name) => parts.every((part) => name.toLowerCase().includes(part)));
}
