import { Skeleton, Tabs } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useStaff, useWords } from "../../services";
import type { Row } from "../../types";
import { useQueue } from "../data";
import { Nothing } from "../Nothing";
import { useNow } from "../now";
import type { Place } from "../place";
import { Trouble } from "../Trouble";
import { rowsOf, TABS, type Tab } from "./filter";
import { PromiseTasks } from "./PromiseTasks";
import { QueueRow } from "./QueueRow";
import { useRowKeys } from "./rowKeys";

const icons = { waiting: "check", mine: "inbox", all: "ask" } as const;

export function QueuePane({ place }: { place: Place }) {
  const words = useWords();
  const staff = useStaff();
  const { data, error, refetch } = useQueue();
  const [tab, setTab] = useState<Tab>("waiting");
  const waiting = data ? rowsOf(data, "waiting", staff.id).length : 0;

  useEffect(() => {
    document.title = `${waiting ? `(${waiting}) ` : ""}${words.desk} · Attune`;
  }, [waiting, words]);

  return (
    <section className="pane pane-queue" aria-label={words.queue.label} data-testid="queue">
      <PromiseTasks place={place} />
      <Tabs value={tab} onChange={(next) => setTab(next as Tab)} className="queue-tabs">
        <Tabs.List grow>
          {TABS.map((name) => (
            <Tabs.Tab key={name} value={name} data-testid={`tab-${name}`}>
              {words.queue.tabs[name]} <Count of={data ? rowsOf(data, name, staff.id).length : null} />
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={tab} className="queue-panel" tabIndex={-1}>
          {data ? (
            <Rows rows={rowsOf(data, tab, staff.id)} tab={tab} place={place} />
          ) : error ? (
            <Trouble error={error} retry={() => void refetch()} />
          ) : (
            <Loading />
          )}
        </Tabs.Panel>
      </Tabs>
      <p className="queue-keys soft" aria-hidden="true">
        <kbd>j</kbd> <kbd>k</kbd> {words.queue.keys} <kbd>Enter</kbd> {words.queue.open}
      </p>
    </section>
  );
}

function Count({ of }: { of: number | null }) {
  return of === null ? null : <span className="count tabular">{of}</span>;
}

function Rows({ rows, tab, place }: { rows: readonly Row[]; tab: Tab; place: Place }) {
  const words = useWords();
  const now = useNow();
  const list = useRef<HTMLUListElement>(null);
  useRowKeys(list);
  if (rows.length === 0) {
    const [title = "", lead = ""] = words.queue.empty[tab];
    return <Nothing icon={icons[tab]} title={title} lead={lead} />;
  }
  return (
    <ul className="rows" ref={list}>
      {rows.map((row) => (
        <li key={row.id}>
          <QueueRow
            row={row}
            now={now}
            open={row.id === place.conversationId}
            onOpen={() => place.open(row.id)}
          />
        </li>
      ))}
    </ul>
  );
}

function Loading() {
  const words = useWords();
  return (
    <div className="queue-loading" role="status" aria-label={words.loading}>
      {[0, 1, 2, 3].map((at) => (
        <Skeleton key={at} height={56} />
      ))}
    </div>
  );
}
