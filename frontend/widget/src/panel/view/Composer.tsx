import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { lengthOf, wholeNumber } from "../format";
import type { Panel } from "../panel";
import { SendIcon } from "./icons";

/** As the server: longer messages are refused. */
const LIMIT = 10_000;
const COUNT_FROM = 9_000;
const DRAFT_KEY = "attune.draft";

export function Composer({ panel }: { panel: Panel }) {
  const words = panel.words.value;
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(() => panel.store.get(DRAFT_KEY) ?? "");
  const length = lengthOf(text);
  const tooLong = length > LIMIT;
  const sendable = text.trim() !== "" && !tooLong;

  useLayoutEffect(() => {
    const box = field.current;
    if (!box) return;
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight}px`;
  }, [text, panel.session.opened.value]);
  const requests = panel.focusRequests.value;
  useEffect(() => {
    // On a touch screen the keyboard would cover half of the conversation before one has read it.
    if (requests > 0 && !matchMedia("(pointer: coarse)").matches) field.current?.focus();
  }, [requests]);

  const write = (next: string): void => {
    setText(next);
    if (next) panel.store.set(DRAFT_KEY, next);
    else panel.store.remove(DRAFT_KEY);
  };
  const send = (): void => {
    if (!sendable) return;
    panel.session.send(text);
    write("");
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // While an input method composes (Chinese), Enter picks a candidate; 229 is how older engines say so.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    send();
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div class="field">
        <textarea
          ref={field}
          rows={1}
          data-testid="composer"
          aria-label={words.composer}
          aria-describedby="count"
          aria-invalid={tooLong}
          placeholder={words.placeholder}
          value={text}
          onInput={(event) => {
            write(event.currentTarget.value);
            panel.session.noteTyping();
          }}
          onKeyDown={onKeyDown}
        />
        <button
          type="submit"
          class="send"
          data-testid="send"
          aria-label={words.send}
          title={words.send}
          disabled={!sendable}
        >
          <SendIcon />
        </button>
      </div>
      <Counter panel={panel} length={length} />
    </form>
  );
}

function Counter({ panel, length }: { panel: Panel; length: number }) {
  const words = panel.words.value;
  const number = (value: number): string => wholeNumber(value, panel.language.value);
  const over = length - LIMIT;
  return (
    <p id="count" class={over > 0 ? "counter over" : "counter"} data-testid="counter" role="status">
      {length >= COUNT_FROM && words.counter(number(length), number(LIMIT))}
      {over > 0 && ` · ${words.tooLong(number(over))}`}
    </p>
  );
}
