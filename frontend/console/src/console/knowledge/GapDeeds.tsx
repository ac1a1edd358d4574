import { Button } from "@mantine/core";
import { Link, useNavigate } from "react-router";
import { number } from "../../format";
import { useLanguage, useWords } from "../../services";
import { refusal } from "../refusal";
import { useGapDeeds } from "./data";
import type { KnowledgeGap } from "./types";

/** The two ways to close a gap, and where each stands. */
export function GapDeeds({ gap }: { gap: KnowledgeGap }) {
  const all = useWords();
  const words = all.knowledge;
  const language = useLanguage();
  const navigate = useNavigate();
  const { toInbox, toArticle } = useGapDeeds();
  const error = toInbox.error ?? toArticle.error;
  const busy = toInbox.isPending || toArticle.isPending;
  const { batch, draft } = gap;
  const writing = draft !== null && draft.published_at === null;
  const n = (value: number): string => number(value, language);
  return (
    <>
      {batch && (
        <p data-testid="gap-batch">
          {words.batch(n(batch.open), n(batch.labelled), n(batch.written), n(batch.dismissed))}{" "}
          <Link to="/console/inbox?reason=gap">{words.toBatch}</Link>
        </p>
      )}
      {error && (
        <p className="models-refusal" role="alert">
          {refusal(error, all)}
        </p>
      )}
      <div className="gap-deeds">
        {writing ? (
          <Button
            component={Link}
            to={`/console/knowledge/articles/${draft.id}`}
            data-testid="gap-open-article"
          >
            {words.openDraft}
          </Button>
        ) : (
          <Button
            variant={gap.closing.kind === "intent" || gap.state !== "open" ? "default" : "filled"}
            data-testid="gap-article"
            disabled={busy}
            onClick={() =>
              toArticle.mutate(gap.id, {
                onSuccess: ({ id }) => void navigate(`/console/knowledge/articles/${id}`),
              })
            }
          >
            {gap.closing.kind === "article" || draft ? words.extend : words.write}
          </Button>
        )}
        {!batch && (
          <Button
            variant={gap.closing.kind === "intent" && gap.state === "open" ? "filled" : "default"}
            data-testid="gap-inbox"
            disabled={busy}
            onClick={() => toInbox.mutate(gap.id)}
          >
            {words.label}
          </Button>
        )}
      </div>
    </>
  );
}
