import { Button } from "@mantine/core";
import { useEffect, useState } from "react";
import { Nothing } from "../../desk/Nothing";
import { Trouble } from "../../desk/Trouble";
import { number } from "../../format";
import { useLanguage, useWords } from "../../services";
import { AudienceCard } from "./AudienceCard";
import { AudienceForm } from "./AudienceForm";
import { useAudiences } from "./data";
import "../inbox/inbox.css";
import "../models/models.css";
import "./audiences.css";

/** Filters, their messages, and what these changed. */
export function Audiences() {
  const words = useWords().audiences;
  const language = useLanguage();
  const { data: page, error, refetch } = useAudiences();
  const [editing, setEditing] = useState<string | null>(null);
  const [title = "", lead = ""] = words.none;
  useEffect(() => {
    document.title = `${words.title} · Attune`;
  }, [words]);
  const hour = (value: number): string => `${String(value).padStart(2, "0")}:00`;
  return (
    <div className="models audiences">
      <header className="models-head">
        <div>
          <h1>{words.title}</h1>
          <p className="soft">{words.lead}</p>
        </div>
        <Button
          data-testid="audience-new"
          disabled={!page || editing === "new"}
          onClick={() => setEditing("new")}
        >
          {words.create}
        </Button>
      </header>
      {page && (
        <p className="models-note" data-testid="audience-rules">
          {words.rules(
            hour(page.rules.quiet_from),
            hour(page.rules.quiet_to),
            page.rules.time_zone,
            number(page.rules.cap_days, language),
          )}
        </p>
      )}
      {!page && error && <Trouble error={error} retry={() => void refetch()} />}
      {page && editing === "new" && (
        <AudienceForm page={page} audience={null} close={() => setEditing(null)} />
      )}
      {page?.audiences.map((audience) =>
        editing === audience.id ? (
          <AudienceForm key={audience.id} page={page} audience={audience} close={() => setEditing(null)} />
        ) : (
          <AudienceCard
            key={audience.id}
            page={page}
            audience={audience}
            edit={() => setEditing(audience.id)}
          />
        ),
      )}
      {page?.audiences.length === 0 && editing === null && <Nothing icon="send" title={title} lead={lead} />}
    </div>
  );
}
