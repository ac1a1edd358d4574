import { Button, Textarea } from "@mantine/core";
import { useState } from "react";
import { date } from "../../format";
import { useLanguage, useWords } from "../../services";
import { refusal } from "../refusal";
import { useDecision } from "./data";
import { EvidenceView } from "./EvidenceView";
import type { ReviewItem, ReviewState } from "./types";

/** One item: whom it is about, why, what it rests on, and a place for the word on it. */
export function ReviewCard({ item }: { item: ReviewItem }) {
  const text = useWords().review;
  const language = useLanguage();
  const [shown, setShown] = useState(false);
  return (
    <section className="sheet" data-testid="review-item" data-id={item.id}>
      <div className="sheet-line">
        <h2>{text.subjects[item.subject](item.order_id ?? "", item.customer || (item.customer_id ?? ""))}</h2>
        <span className="soft">{text.found(date(item.first_at, language, new Date()))}</span>
      </div>
      <ul className="review-reasons">
        {item.reasons.map((reason) => (
          <li key={reason.code}>{reason[language]}</li>
        ))}
      </ul>
      <button
        type="button"
        className="explained review-evidence"
        aria-expanded={shown}
        data-testid="evidence"
        onClick={() => setShown(!shown)}
      >
        {shown ? text.hide : text.show}
      </button>
      {shown && <EvidenceView id={item.id} />}
      <Decision item={item} />
    </section>
  );
}

function Decision({ item }: { item: ReviewItem }) {
  const words = useWords();
  const text = words.review;
  const language = useLanguage();
  const decision = useDecision(item.id);
  const [note, setNote] = useState(item.note);
  const decide = (state: ReviewState) => decision.mutate({ state, note });
  const when = item.decided_at ? date(item.decided_at, language, new Date()) : "";
  return (
    <>
      {item.decided_by && <p className="soft">{text.decided[item.state](item.decided_by, when)}</p>}
      {item.state === "open" ? (
        <Textarea
          size="sm"
          autosize={false}
          rows={2}
          maxLength={2000}
          aria-label={text.note}
          placeholder={text.note}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      ) : (
        item.note && <p className="review-note">{item.note}</p>
      )}
      {decision.error && (
        <p className="models-refusal" role="alert">
          {refusal(decision.error, words)}
        </p>
      )}
      <div className="dialog-end">
        {item.state === "open" ? (
          <>
            <Button
              variant="default"
              data-testid="confirm"
              disabled={decision.isPending || !note.trim()}
              title={note.trim() ? undefined : text.confirmNeedsNote}
              onClick={() => decide("confirmed")}
            >
              {text.confirm}
            </Button>
            <Button data-testid="clear" disabled={decision.isPending} onClick={() => decide("cleared")}>
              {text.clear}
            </Button>
          </>
        ) : (
          <Button
            variant="default"
            data-testid="reopen"
            disabled={decision.isPending}
            onClick={() => decide("open")}
          >
            {text.reopen}
          </Button>
        )}
      </div>
    </>
  );
}
