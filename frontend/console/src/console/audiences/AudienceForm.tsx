import { Button, Textarea, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useWords } from "../../services";
import { refusal } from "../refusal";
import { useAudienceDeeds } from "./data";
import { FilterFields } from "./FilterFields";
import { PreviewView } from "./PreviewView";
import { filterOf, numberOf, typedOf } from "./typed";
import type { Audience, AudiencePage } from "./types";

const LONGEST = 600;

/** An audience while it is written; whom it would reach is shown beside. */
export function AudienceForm({
  page,
  audience,
  close,
}: {
  page: AudiencePage;
  audience: Audience | null;
  close: () => void;
}) {
  const all = useWords();
  const words = all.audiences;
  const { save } = useAudienceDeeds();
  const [name, setName] = useState(audience?.name ?? "");
  const [typed, setTyped] = useState(typedOf(audience?.filter ?? {}));
  const [message, setMessage] = useState(audience?.message ?? { en: "", zh: "" });
  const [suggest, setSuggest] = useState(audience?.suggest ?? true);
  const [holdout, setHoldout] = useState(String(Math.round((audience?.holdout ?? 0.2) * 100)));
  const [days, setDays] = useState(String(audience?.days ?? 14));
  const filter = filterOf(typed);
  const [share, span] = [numberOf(holdout), numberOf(days)];
  const whole = name.trim() && message.en.trim() && message.zh.trim() && filter && share && span;

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!whole) return;
    const draft = { name, filter, message, suggest, holdout: share / 100, days: Math.round(span) };
    save.mutate({ id: audience?.id ?? null, draft }, { onSuccess: close });
  };

  return (
    <form className="sheet audience-form" data-testid="audience-form" onSubmit={submit}>
      <TextInput
        label={words.form.name}
        data-testid="audience-name"
        maxLength={120}
        value={name}
        autoFocus
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <FilterFields page={page} typed={typed} change={setTyped} />
      <PreviewView filter={filter} />
      {(["en", "zh"] as const).map((language) => (
        <Textarea
          key={language}
          label={words.form[language]}
          data-testid={`audience-message-${language}`}
          lang={language === "zh" ? "zh-CN" : "en"}
          rows={3}
          maxLength={LONGEST}
          value={message[language]}
          onChange={(event) => setMessage({ ...message, [language]: event.currentTarget.value })}
        />
      ))}
      <label className="audience-check">
        <input
          type="checkbox"
          checked={suggest}
          onChange={(event) => setSuggest(event.currentTarget.checked)}
        />
        {words.form.suggest}
      </label>
      <div className="audience-pair">
        <TextInput
          label={words.form.holdout}
          data-testid="audience-holdout"
          inputMode="numeric"
          value={holdout}
          onChange={(event) => setHoldout(event.currentTarget.value)}
        />
        <TextInput
          label={words.form.days}
          data-testid="audience-days"
          inputMode="numeric"
          value={days}
          onChange={(event) => setDays(event.currentTarget.value)}
        />
      </div>
      {save.error && (
        <p className="models-refusal" role="alert">
          {refusal(save.error, all)}
        </p>
      )}
      <div className="audience-buttons">
        <Button type="submit" data-testid="audience-save" disabled={!whole || save.isPending}>
          {words.save}
        </Button>
        <Button variant="default" onClick={close}>
          {words.cancel}
        </Button>
      </div>
    </form>
  );
}
