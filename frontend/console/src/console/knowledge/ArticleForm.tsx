import { Button, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useNavigate } from "react-router";
import { named } from "../../format";
import { useWords } from "../../services";
import type { Language } from "../../types";
import { IntentSearch } from "../intents/IntentSearch";
import { useIntents } from "../queries";
import { refusal } from "../refusal";
import { useDraftDeeds } from "./data";
import { publishable, textOf, typedOf, type Typed } from "./typed";
import type { ArticleDraft } from "./types";

/** Title, ways of asking, short answer and text in both languages, and the intents that it answers. */
export function ArticleForm({ draft }: { draft: ArticleDraft }) {
  const all = useWords();
  const words = all.knowledge.editor;
  const navigate = useNavigate();
  const { data: intents = [] } = useIntents();
  const { save, publish, remove } = useDraftDeeds(draft.id);
  const [typed, setTyped] = useState(typedOf(draft));
  const [saved, setSaved] = useState(false);
  const set = (change: Partial<Typed>): void => {
    setTyped({ ...typed, ...change });
    setSaved(false);
  };
  const error = save.error ?? publish.error ?? remove.error;
  const busy = save.isPending || publish.isPending || remove.isPending;
  const ended = draft.published_at !== null || publish.isSuccess;
  return (
    <form
      className="sheet article-form"
      data-testid="article-form"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(textOf(typed), { onSuccess: () => setSaved(true) });
      }}
    >
      <fieldset disabled={ended} className="article-languages">
        {(["en", "zh"] as const).map((language) => (
          <OneLanguage key={language} language={language} typed={typed} set={set} />
        ))}
      </fieldset>
      <fieldset disabled={ended} className="article-topics">
        <legend>{words.topics}</legend>
        <p className="soft">{words.topicsHelp}</p>
        {typed.topics.length > 0 && (
          <p className="article-chosen">
            {typed.topics.map((topic) => (
              <button
                key={topic}
                type="button"
                className="chip"
                aria-label={words.removeTopic(named(all.intents, topic))}
                onClick={() => set({ topics: typed.topics.filter((one) => one !== topic) })}
              >
                {named(all.intents, topic)} ×
              </button>
            ))}
          </p>
        )}
        <IntentSearch
          intents={intents}
          chosen={null}
          label={words.addTopic}
          onChoose={(topic) => set({ topics: [...new Set([...typed.topics, topic])] })}
        />
      </fieldset>
      {error && (
        <p className="models-refusal" role="alert">
          {refusal(error, all)}
        </p>
      )}
      {saved && !error && <p role="status">{words.saved}</p>}
      {!ended && (
        <div className="gap-deeds">
          <Button
            data-testid="article-publish"
            disabled={busy || !publishable(typed)}
            onClick={() =>
              publish.mutate(textOf(typed), { onSuccess: () => void navigate("/console/knowledge") })
            }
          >
            {words.publish}
          </Button>
          <Button type="submit" variant="default" data-testid="article-save" disabled={busy}>
            {words.save}
          </Button>
          <Button
            variant="default"
            data-testid="article-remove"
            disabled={busy}
            onClick={() => remove.mutate(undefined, { onSuccess: () => void navigate("/console/knowledge") })}
          >
            {words.remove}
          </Button>
          {!publishable(typed) && <p className="soft">{words.missing}</p>}
        </div>
      )}
    </form>
  );
}

interface LanguageProps {
  language: Language;
  typed: Typed;
  set: (change: Partial<Typed>) => void;
}

function OneLanguage({ language, typed, set }: LanguageProps) {
  const words = useWords().knowledge.editor;
  const lang = language === "zh" ? "zh-CN" : "en";
  const part = (name: "title" | "questions" | "answer" | "body") => ({
    lang,
    "data-testid": `article-${name}-${language}`,
    value: typed[name][language],
    onChange: (event: { currentTarget: { value: string } }) =>
      set({ [name]: { ...typed[name], [language]: event.currentTarget.value } }),
  });
  return (
    <div className="article-language">
      <h2>{words.languages[language]}</h2>
      <TextInput label={words.name} maxLength={120} {...part("title")} />
      <Textarea label={words.answer} rows={4} maxLength={1200} {...part("answer")} />
      <Textarea label={words.questions} rows={6} {...part("questions")} />
      <Textarea label={words.body} rows={8} maxLength={6000} {...part("body")} />
    </div>
  );
}
