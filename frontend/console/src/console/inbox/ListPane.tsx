import { Button, Skeleton } from "@mantine/core";
import type { InboxFilter } from "../../api/console";
import { Trouble } from "../../desk/Trouble";
import { useWords } from "../../services";
import type { useInbox } from "../queries";
import { STATES } from "../types";
import { Empty } from "./Empty";
import { Filters } from "./Filters";
import { InboxList } from "./InboxList";

export const PAGE = 50;
/** The server gives no more at once; filters lead further. */
export const MOST = 200;

interface Props {
  filter: InboxFilter;
  inbox: ReturnType<typeof useInbox>;
  openId: string | null;
  onOpen: (id: string) => void;
  onFilter: (change: Partial<InboxFilter>) => void;
  onMore: () => void;
}

/** States with their counts, filters, and the messages that they let through. */
export function ListPane({ filter, inbox, openId, onOpen, onFilter, onMore }: Props) {
  const words = useWords();
  const text = words.console.inbox;
  const { data: page, error } = inbox;
  const filtered = filter.reason !== null || filter.language !== null || filter.q !== "";
  const empty = filtered ? text.emptyFiltered : text.empty[filter.state as keyof typeof text.empty];

  return (
    <section className="inbox-list" aria-label={text.list}>
      <div className="segments" role="tablist">
        {STATES.map((state) => (
          <button
            key={state}
            type="button"
            role="tab"
            aria-selected={filter.state === state}
            data-testid={`state-${state}`}
            onClick={() => onFilter({ state })}
          >
            {text.states[state]} {page && <span className="tabular">{page.states[state]}</span>}
          </button>
        ))}
      </div>
      <Filters filter={filter} page={page} onChange={onFilter} />
      {!page && error && <Trouble error={error} retry={() => void inbox.refetch()} />}
      {!page && !error && <Loading />}
      {page && page.items.length > 0 && <InboxList items={page.items} openId={openId} onOpen={onOpen} />}
      {page && page.total > page.items.length && filter.limit < MOST && (
        <Button className="inbox-more" variant="subtle" color="gray" onClick={onMore}>
          {words.console.more}
        </Button>
      )}
      {page && page.items.length === 0 && (
        <Empty words={empty}>
          {filtered && (
            <Button
              variant="default"
              size="compact-sm"
              onClick={() => onFilter({ reason: null, language: null, q: "" })}
            >
              {text.clear}
            </Button>
          )}
        </Empty>
      )}
    </section>
  );
}

function Loading() {
  const words = useWords();
  return (
    <div className="inbox-loading" role="status" aria-label={words.loading}>
      {[0, 1, 2, 3, 4].map((at) => (
        <Skeleton key={at} height={56} />
      ))}
    </div>
  );
}
