import { ActionIcon, Button } from "@mantine/core";
import { useReducer, useRef, useState } from "react";
import { useNow } from "../../desk/now";
import { date } from "../../format";
import { Icon } from "../../icons";
import { useLanguage, useWords } from "../../services";
import type { Intent, Item, Label, Span } from "../types";
import { useCardKeys } from "./cardKeys";
import { begin, finished, take, type Draft } from "./draft";
import { EntityTools } from "./EntityTools";
import { IntentPart } from "./IntentPart";
import { MarkedText, useSelected } from "./MarkedText";
import { Reasons } from "./Reasons";
import { SentimentPart } from "./SentimentPart";
import { TextEditor } from "./TextEditor";

interface Props {
  item: Item;
  intents: readonly Intent[];
  drafts: Map<string, Draft>;
  onMove: (step: 1 | -1) => void;
  onLabel: (label: Label) => void;
  onDismiss: () => void;
  onReopen: () => void;
  onBack: () => void;
}

/** One message and everything that decides what it is, worked with keys alone if one likes. */
export function LabelCard({ item, intents, drafts, ...on }: Props) {
  const words = useWords();
  const language = useLanguage();
  const now = useNow();
  const text = words.console.inbox;
  const [draft, change] = useReducer(
    (held: Draft, step: Parameters<typeof take>[1]) => {
      const next = take(held, step);
      drafts.set(item.id, next);
      return next;
    },
    null,
    () => drafts.get(item.id) ?? begin(item),
  );
  const [editing, setEditing] = useState(false);
  const box = useRef<HTMLParagraphElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const { selected, now: selection } = useSelected(box);
  const open = item.state === "open" || item.state === "labelled";
  const entities = Object.keys(words.console.entities);
  const label = finished(draft);

  const mark = (entity: string | undefined): void => {
    if (!selection.current || !entity) return;
    change({ type: "mark", span: { ...selection.current, entity } });
    document.getSelection()?.removeAllRanges();
  };
  const unmark = (span: Span): void => change({ type: "unmark", span });
  const accept = (): void => {
    if (open && label) on.onLabel(label);
  };
  const choose = (intent: string): void => change({ type: "intent", intent });

  useCardKeys({
    move: on.onMove,
    accept,
    digit: (digit) => {
      if (!open) return;
      if (selection.current) mark(entities[digit - 1]);
      else if (item.guesses[digit - 1]) choose(item.guesses[digit - 1]?.name ?? "");
    },
    dismiss: () => open && on.onDismiss(),
    reopen: () => (item.state === "dismissed" || item.state === "labelled") && on.onReopen(),
    sentiment: () => open && change({ type: "nextSentiment" }),
    edit: () => open && setEditing(true),
    search: () => open && search.current?.focus(),
  });

  return (
    <article className="label-card" aria-label={text.card} data-testid="label-card">
      <header className="label-head">
        <ActionIcon
          className="only-narrow"
          variant="subtle"
          color="gray"
          size={36}
          aria-label={text.back}
          onClick={on.onBack}
        >
          <Icon name="back" size={20} />
        </ActionIcon>
        <Reasons item={item} />
        {item.seen > 1 && <span className="soft tabular">{text.seen(item.seen)}</span>}
        <span className="soft">{date(item.last_at, language, now)}</span>
      </header>

      {editing ? (
        <TextEditor
          text={draft.text}
          onChange={(next) => change({ type: "text", text: next })}
          onDone={() => setEditing(false)}
        />
      ) : (
        <MarkedText text={draft.text} spans={draft.spans} box={box} {...(open ? { onUnmark: unmark } : {})} />
      )}
      {open && !editing && (
        <EntityTools selected={selected !== null} onMark={mark} onEdit={() => setEditing(true)} />
      )}
      <IntentPart
        item={item}
        intents={intents}
        chosen={draft.intent}
        onChoose={choose}
        open={open}
        search={search}
      />
      <SentimentPart
        chosen={draft.sentiment}
        read={item.sentiment}
        open={open}
        onChoose={(sentiment) => change({ type: "sentiment", sentiment })}
      />

      <footer className="label-foot">
        {open ? (
          <>
            <Button onClick={accept} disabled={!label} data-testid="accept">
              {item.state === "labelled" ? text.acceptAgain : text.accept}
            </Button>
            <Button variant="default" onClick={on.onDismiss} data-testid="dismiss">
              {text.dismiss}
            </Button>
            {item.state === "labelled" && (
              <Button variant="subtle" color="gray" onClick={on.onReopen}>
                {text.reopen}
              </Button>
            )}
            {!draft.intent && <span className="soft">{text.needIntent}</span>}
          </>
        ) : (
          item.state === "dismissed" && (
            <Button variant="default" onClick={on.onReopen} data-testid="reopen">
              {text.reopen}
            </Button>
          )
        )}
        <Decided item={item} />
      </footer>
    </article>
  );
}

function Decided({ item }: { item: Item }) {
  const words = useWords().console.inbox;
  const language = useLanguage();
  const now = useNow();
  if (item.state === "open" || !item.decided_at) return null;
  const say = { labelled: words.labelledBy, written: words.writtenBy, dismissed: words.dismissedBy }[
    item.state
  ];
  return (
    <span className="soft label-decided">
      {say(item.decided_by ?? words.somebody, date(item.decided_at, language, now))}
    </span>
  );
}
