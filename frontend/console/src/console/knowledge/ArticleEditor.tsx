import { Button } from "@mantine/core";
import { useEffect } from "react";
import { Link, useParams } from "react-router";
import { Trouble } from "../../desk/Trouble";
import { useWords } from "../../services";
import { ArticleForm } from "./ArticleForm";
import { useDraft } from "./data";
import "../models/models.css";
import "../inbox/inbox.css";
import "./knowledge.css";

/** An article while it is written. The assistant does not answer from it before it is published. */
export function ArticleEditor() {
  const words = useWords().knowledge;
  const { id = "" } = useParams();
  const { data: draft, error, refetch } = useDraft(id);
  useEffect(() => {
    document.title = `${words.editor.title} · Attune`;
  }, [words]);
  return (
    <div className="models knowledge">
      <header className="models-head">
        <div>
          <h1>{words.editor.title}</h1>
          <p className="soft">{draft?.rewrites ? words.editor.leadRewrites : words.editor.lead}</p>
        </div>
        <Button component={Link} to="/console/knowledge" variant="default">
          {words.editor.back}
        </Button>
      </header>
      {!draft && error && <Trouble error={error} retry={() => void refetch()} />}
      {draft?.published_at && (
        <p className="line line-good" role="status" data-testid="article-published">
          {words.editor.published}
        </p>
      )}
      {draft && <ArticleForm key={draft.id} draft={draft} />}
    </div>
  );
}
