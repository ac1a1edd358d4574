import { ActionIcon, Button, Skeleton } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import type { InboxFilter } from "../../api/console";
import { Nothing } from "../../desk/Nothing";
import { Trouble } from "../../desk/Trouble";
import { Icon } from "../../icons";
import { useWords } from "../../services";
import { useInbox, useIntents } from "../queries";
import { STATES, type Item } from "../types";
import { Changes } from "./Changes";
import type { Draft } from "./draft";
import { Filters } from "./Filters";
import { InboxList } from "./InboxList";
import { KeyHints } from "./KeyHints";
import { LabelCard } from "./LabelCard";
import { useLabelling } from "./labelling";
import "./inbox.css";

const PAGE = 50;
const START: InboxFilter = { state: "open", reason: null, language: null, q: "", limit: PAGE };

export function Inbox() {
  const words = useWords();
  const text = words.console.inbox;
  const [filter, setFilter] = useState(START);
  const [openId, setOpenId] = useState<string | null>(null);
  const [showsCard, setShowsCard] = useState(false);
  const [writing, setWriting] = useState(false);
  const [written, setWritten] = useState<string | null>(null);
  const drafts = useRef(new Map<string, Draft>());
  const { data: page, error, refetch } = useInbox(filter);
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
    setFilter({ ...START, state: "labelled", limit: 200 });
    setOpenId(id);
    setShowsCard(true);
    setWriting(false);
  };
  const filtered = filter.reason !== null || filter.language !== null || filter.q !== "";

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
        <section className="inbox-list" aria-label={text.list}>
          <div className="segments" role="tablist">
            {STATES.map((state) => (
              <button
                key={state}
                type="button"
                role="tab"
                aria-selected={filter.state === state}
                data-testid={`state-${state}`}
                onClick={() => change({ state })}
              >
                {text.states[state]} {page && <span className="tabular">{page.states[state]}</span>}
              </button>
            ))}
          </div>
          <Filters filter={filter} page={page} onChange={change} />
          {page ? (
            items.length > 0 ? (
              <>
                <InboxList
                  items={items}
                  openId={item?.id ?? null}
                  onOpen={(id) => {
                    setOpenId(id);
                    setShowsCard(true);
                  }}
                />
                {page.total > items.length && filter.limit < 200 && (
                  <Button
                    className="inbox-more"
                    variant="subtle"
                    color="gray"
                    onClick={() => setFilter({ ...filter, limit: Math.min(200, filter.limit + PAGE) })}
                  >
                    {words.console.more}
                  </Button>
                )}
              </>
            ) : filtered ? (
              <Empty words={text.emptyFiltered}>
                <Button variant="default" size="compact-sm" onClick={() => change(START)}>
                  {text.clear}
                </Button>
              </Empty>
            ) : (
              <Empty words={text.empty[filter.state as keyof typeof text.empty]} />
            )
          ) : error ? (
            <Trouble error={error} retry={() => void refetch()} />
          ) : (
            <Loading />
          )}
        </section>
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
                  decide({ id: item.id, text: item.text, step: "label", label });
                  drafts.current.delete(item.id);
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

function Empty({ words, children }: { words: readonly string[]; children?: React.ReactNode }) {
  const [title = "", lead = ""] = words;
  return (
    <div className="inbox-empty">
      <Nothing icon="check" title={title} lead={lead} />
      {children}
    </div>
  );
}

function Loading() {
  const words = useWords();
  return (
    <div className="queue-loading" role="status" aria-label={words.loading}>
      {[0, 1, 2, 3, 4].map((at) => (
        <Skeleton key={at} height={56} />
      ))}
    </div>
  );
}
