import { Button, Tabs, Textarea, UnstyledButton } from "@mantine/core";
import { useEffect, type KeyboardEvent } from "react";
import { number } from "../../format";
import { Icon } from "../../icons";
import { useLanguage, useStaff, useWords } from "../../services";
import type { Conversation } from "../../types";
import type { Composing } from "./composing";
import type { Kind } from "./drafts";
import { Locked } from "./Locked";
import { permissions } from "./permissions";
import type { Steps } from "./steps";

/** As the server: longer messages are refused. */
const LIMIT = 10_000;
const KINDS = ["reply", "note"] as const;

interface Props {
  conversation: Conversation;
  composer: Composing;
  steps: Steps;
}

export function Composer({ conversation, composer, steps }: Props) {
  const words = useWords();
  const staff = useStaff();
  const { kind } = composer;
  const locked = kind === "reply" && !permissions(conversation, staff.id).reply;
  const suggestion = openSuggestion(conversation);
  return (
    <section className="composer" data-kind={kind}>
      {kind === "reply" && !locked && suggestion && !composer.text.includes(suggestion) && (
        <UnstyledButton
          className="suggestion"
          data-testid="suggestion"
          onClick={() => composer.suggest(suggestion)}
        >
          <Icon name="spark" size={14} />
          <span className="visually-hidden">{words.composer.suggestion}: </span>
          <span className="suggestion-text">{suggestion}</span>
        </UnstyledButton>
      )}
      <Tabs value={kind} onChange={(next) => composer.turn(next as Kind)} className="composer-tabs">
        <Tabs.List>
          {KINDS.map((one) => (
            <Tabs.Tab key={one} value={one} data-testid={`compose-${one}`}>
              {words.composer[one]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={kind} tabIndex={-1}>
          {locked ? (
            <Locked conversation={conversation} steps={steps} draft={composer.text} />
          ) : (
            <Field composer={composer} />
          )}
        </Tabs.Panel>
      </Tabs>
    </section>
  );
}

/** The suggested reply, which is for the first words after the hand-off and none later. */
function openSuggestion({ handoff, messages }: Conversation): string | null {
  if (!handoff) return null;
  const since = Date.parse(handoff.requested_at);
  const answered = messages.some(
    (one) => one.author === "staff" && !one.note && Date.parse(one.created_at) >= since,
  );
  return answered ? null : handoff.suggested_reply;
}

function Field({ composer }: { composer: Composing }) {
  const words = useWords();
  const language = useLanguage();
  const { kind, text, settle } = composer;
  // On appearing only; `settle` is another function each time and does the same.
  useEffect(settle, []);
  const over = [...text].length - LIMIT;
  const sendable = text.trim() !== "" && over <= 0;
  const reply = kind === "reply";

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Escape") composer.field.current?.blur();
    // While an input method composes (Chinese), Enter picks a candidate; 229 is how older engines say so.
    if (event.key !== "Enter" || event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    if (sendable) composer.send();
  };

  return (
    <form
      className="composer-field"
      onSubmit={(event) => {
        event.preventDefault();
        if (sendable) composer.send();
        composer.focus();
      }}
    >
      <Textarea
        ref={composer.field}
        autosize
        minRows={2}
        maxRows={8}
        variant="unstyled"
        aria-label={reply ? words.composer.replyLabel : words.composer.noteLabel}
        placeholder={reply ? words.composer.replyPlaceholder : words.composer.notePlaceholder}
        data-testid={reply ? "reply-box" : "note-box"}
        value={text}
        onChange={(event) => composer.write(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div className="composer-end">
        <span className="composer-hint soft">
          {over > 0 ? (
            <span className="bad" role="alert">
              {words.composer.tooLong(number(over, language))}
            </span>
          ) : (
            <span aria-hidden="true" className="keys">
              <kbd>{/Mac|iP/.test(navigator.platform) ? "⌘" : "Ctrl"}</kbd> <kbd>Enter</kbd>{" "}
              {words.composer.hint[kind]}
            </span>
          )}
        </span>
        <Button type="submit" size="sm" disabled={!sendable} data-testid={reply ? "send-reply" : "save-note"}>
          {reply ? words.composer.send : words.composer.save}
        </Button>
      </div>
    </form>
  );
}
