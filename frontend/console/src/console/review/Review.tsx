import { Button, NativeSelect } from "@mantine/core";
import { useState } from "react";
import type { ReviewFilter } from "../../api/mining";
import { Nothing } from "../../desk/Nothing";
import { Trouble } from "../../desk/Trouble";
import { date, timeOfDay } from "../../format";
import { useLanguage, useWords } from "../../services";
import { useReview } from "./data";
import { ReviewCard } from "./ReviewCard";
import { STATES, type ReviewPage } from "./types";
import "../inbox/inbox.css";
import "../models/models.css";
import "./review.css";

const PAGE = 50;
/** The server gives no more at once; the filter by reason leads further. */
const MOST = 200;

/** What is unusual, each with its reasons; a person says what it means, and nothing is refused for it. */
export function Review() {
  const words = useWords();
  const text = words.review;
  const [filter, setFilter] = useState<ReviewFilter>({ state: "open", reason: "", limit: PAGE });
  const { data: page, error, refetch } = useReview(filter);
  const change = (part: Partial<ReviewFilter>) => setFilter({ ...filter, limit: PAGE, ...part });
  return (
    <div className="models review">
      <header className="models-head">
        <div>
          <h1>{text.title}</h1>
          <p className="soft">{text.lead}</p>
          {page && <LookedAt page={page} />}
        </div>
      </header>
      <div className="segments" role="tablist">
        {STATES.map((state) => (
          <button
            key={state}
            type="button"
            role="tab"
            aria-selected={filter.state === state}
            data-testid={`review-${state}`}
            onClick={() => change({ state })}
          >
            {text.states[state]} {page && <span className="tabular">{page.states[state]}</span>}
          </button>
        ))}
      </div>
      {page && <Reasons page={page} reason={filter.reason} choose={(reason) => change({ reason })} />}
      {!page && error && <Trouble error={error} retry={() => void refetch()} />}
      {page?.items.map((item) => (
        <ReviewCard key={item.id} item={item} />
      ))}
      {page && page.items.length === 0 && <None page={page} filter={filter} />}
      {page && page.total > page.items.length && filter.limit < MOST && (
        <Button variant="subtle" color="gray" onClick={() => change({ limit: filter.limit + PAGE })}>
          {words.console.more}
        </Button>
      )}
    </div>
  );
}

function LookedAt({ page }: { page: ReviewPage }) {
  const text = useWords().review;
  const language = useLanguage();
  if (!page.looked_at) return null;
  const when = `${date(page.looked_at, language, new Date())}, ${timeOfDay(page.looked_at, language)}`;
  return <p className="soft">{text.lookedAt(when)}</p>;
}

interface ReasonsProps {
  page: ReviewPage;
  reason: string;
  choose: (reason: string) => void;
}

function Reasons({ page, reason, choose }: ReasonsProps) {
  const text = useWords().review;
  const names: Record<string, string> = text.reasons;
  const codes = [...new Set([...Object.keys(page.reasons), ...(reason ? [reason] : [])])];
  return (
    <NativeSelect
      className="review-reason"
      size="sm"
      aria-label={text.reason}
      data-testid="review-reason"
      value={reason}
      onChange={(event) => choose(event.currentTarget.value)}
      data={[
        { value: "", label: text.reason },
        ...codes.map((code) => ({
          value: code,
          label: `${names[code] ?? code} (${page.reasons[code] ?? 0})`,
        })),
      ]}
    />
  );
}

function None({ page, filter }: { page: ReviewPage; filter: ReviewFilter }) {
  const text = useWords().review;
  const never = page.looked_at === null;
  const [title = "", lead = ""] = never
    ? text.never
    : filter.reason
      ? text.noneOfReason
      : text.empty[filter.state];
  return <Nothing icon="check" title={title} lead={lead} />;
}
