import { ActionIcon, Button } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useSearchParams } from "react-router";
import type { InboxFilter } from "../../api/console";
import { Icon } from "../../icons";
import { useWords } from "../../services";
import { useInbox, useIntents } from "../queries";
import { REASONS, type Item } from "../types";
import { Changes } from "./Changes";
import type { Draft } from "./draft";
import { Empty } from "./Empty";
import { KeyHints } from "./KeyHints";
import { LabelCard } from "./LabelCard";
import { useLabelling } from "./labelling";
import { ListPane, MOST, PAGE } from "./ListPane";
import "./inbox.css";

const START: InboxFilter = { state: "open", reason: null, language: null, q: "", limit: PAGE };

/** What the assistant was not sure of: the list, the card of one message, and the way into the files. */
export function Inbox() {
  const words = useWords();
  const text = words.console.inbox;
  const [query] = useSearchParams();
  const asked = REASONS.find((reason) => reason === query.get("reason")) ?? null;
  const [filter, setFilter] = useState<InboxFilter>({ ...START, reason: asked });
  const [openId, setOpenId] = useState<string | null>(null);
  const [showsCard, setShowsCard] = useState(false);
  const [writing, setWriting] = useState(false);
  const [written, setWritten] = useState<string | null>(null);
  const drafts = useRef(new Map<string, Draft>());
  const inbox = useInbox(filter);
  const page = inbox.data;
  const { data: intents = [] } = useIntents();
  const { decide, problem, dismissProblem } = useLabelling();
  const items = page?.items ?? [];
  const item = items.find(({ id }) => id === openId) ?? items[0];
  const labelled = page?.states.labelled ?? 0;

  useEffect(() => {
    document.title = `${words.console.navigation.inbox} · Attune`;
  }, [words]);

  const change = (part: Partial<InboxFilter>): void => {
    setFilter({ ...filter, limit: PAGE, ...part });
    setOpenId(null);
    setShowsCard(false);
  };
  const move = (step: 1 | -1): void => {
    const at = items.findIndex(({ id }) => id === item?.id);
    const next = items[Math.min(items.length - 1, Math.max(0, at + step))];
    if (next) setOpenId(next.id);
  };
  /** What follows a decided message: the next one, or the one before where it was the last. */
  const leave = (from: Item): void => {
    const at = items.findIndex(({ id }) => id === from.id);
    setOpenId((items[at + 1] ?? items[at - 1])?.id ?? null);
    setWritten(null);
    if (items.length === 1) setShowsCard(false);
  };
  const openItem = (id: string): void => {
    setFilter({ ...START, state: "labelled", limit: MOST });
    setOpenId(id);
    setShowsCard(true);
    setWriting(false);
  };

  return (
    <div className="inbox" data-view={showsCard && item ? "card" : "list"}>
      <header className="page-head">
        <div>
          <h1>{words.console.navigation.inbox}</h1>
          <p className="soft">{text.lead}</p>
        </div>
        <Button disabled={labelled === 0} onClick={() => setWriting(true)} data-testid="review">
          {text.review(labelled)}
        </Button>
      </header>
      {written && (
        <p className="line line-good" role="status" data-testid="written">
          <Icon name="check" />
          <span>{written}</span>
        </p>
      )}
      {problem && (
        <p className="line line-bad" role="alert" data-testid="problem">
          <span>{problem.text}</span>
          <ActionIcon
            variant="subtle"
            color="red"
            size={24}
            aria-label={words.dismiss}
            onClick={dismissProblem}
          >
            <Icon name="close" size={14} />
          </ActionIcon>
        </p>
      )}
      <div className="inbox-panes">
        <ListPane
          filter={filter}
          inbox={inbox}
          openId={item?.id ?? null}
          onOpen={(id) => {
            setOpenId(id);
            setShowsCard(true);
          }}
          onFilter={change}
          onMore={() => setFilter({ ...filter, limit: Math.min(MOST, filter.limit + PAGE) })}
        />
        <section className="inbox-card">
          {item ? (
            <>
              <LabelCard
                key={item.id + item.state}
                item={item}
                intents={intents}
                drafts={drafts.current}
                onMove={move}
                onLabel={(label) => {
                  const deed = { id: item.id, text: item.text, step: "label", label } as const;
                  // Until the server has it, the draft is all there is of this work.
                  decide(deed, { onSuccess: () => drafts.current.delete(item.id) });
                  leave(item);
                }}
                onDismiss={() => {
                  decide({ id: item.id, text: item.text, step: "dismiss" });
                  leave(item);
                }}
                onReopen={() => {
                  decide({ id: item.id, text: item.text, step: "reopen" });
                  leave(item);
                }}
                onBack={() => setShowsCard(false)}
              />
              <KeyHints item={item} />
            </>
          ) : (
            page && page.total > 0 && <Empty words={text.choose} />
          )}
        </section>
      </div>
      <Changes
        open={writing}
        onClose={() => setWriting(false)}
        onItem={openItem}
        onWritten={(count, files) => {
          setWriting(false);
          setWritten(words.console.changes.written(count, files));
          change({ state: "open" });
        }}
      />
    </div>
  );
}
