import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { DeskQuestion, Heard } from "../../api/questions";
import { localised, number, percent } from "../../format";
import { useLanguage, useServices, useWords } from "../../services";
import { Section } from "./Section";
import "./gesture.css";

interface Props {
  conversationId: string;
  /** Who has the conversation, as only they ask. */
  holder: string | null;
}

const HEARD: Heard[] = ["yes", "no", "skip"];

/**
 * The one question whose answer would make this customer's list best: asked in the chat with one click, its
 * answer written down with another.
 */
export function QuestionSection({ conversationId, holder }: Props) {
  const text = useWords().question;
  const { questions } = useServices();
  const queries = useQueryClient();
  const key = ["question", conversationId, holder];
  const { data } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => questions.read(conversationId, signal),
    refetchInterval: 30_000,
  });
  const settled = {
    onSuccess: (left: DeskQuestion | null) => queries.setQueryData(key, left),
    onError: () => void queries.invalidateQueries({ queryKey: key }),
  };
  const asking = useMutation({
    mutationFn: (attribute: string) => questions.ask(conversationId, attribute),
    ...settled,
  });
  const hearing = useMutation({
    mutationFn: (heard: Heard) => questions.answer(conversationId, heard),
    ...settled,
  });
  const done = hearing.isSuccess && (hearing.variables === "skip" ? text.asked : text.kept);
  if (!data && !done) return null;
  return (
    <Section title={text.title} testId="question">
      {(asking.isError || hearing.isError) && (
        <p className="gesture-lost" role="alert">
          {asking.isError ? text.lost : text.notKept}
        </p>
      )}
      {!data ? (
        <p className="soft">{done}</p>
      ) : data.asked ? (
        <Asked question={data} busy={hearing.isPending} hear={hearing.mutate} />
      ) : (
        <Worth question={data} busy={asking.isPending} ask={asking.mutate} />
      )}
    </Section>
  );
}

function Worth(props: { question: DeskQuestion; busy: boolean; ask: (attribute: string) => void }) {
  const { question, busy, ask } = props;
  const text = useWords().question;
  const language = useLanguage();
  return (
    <div className="gesture">
      <p>
        <strong>{localised(question.text, language)}</strong>
      </p>
      <p className="soft tabular">
        {text.tells(number(Math.round(question.bits * 100) / 100, language), percent(question.gain))}
      </p>
      <div className="gesture-buttons">
        <Button
          size="compact-sm"
          disabled={!question.askable}
          loading={busy}
          onClick={() => ask(question.attribute)}
        >
          {text.ask}
        </Button>
      </div>
      {!question.askable && <p className="soft">{text.takeFirst}</p>}
    </div>
  );
}

function Asked(props: { question: DeskQuestion; busy: boolean; hear: (heard: Heard) => void }) {
  const { question, busy, hear } = props;
  const text = useWords().question;
  const language = useLanguage();
  return (
    <div className="gesture">
      <p>
        <strong>{localised(question.text, language)}</strong>
      </p>
      <p className="soft">{text.heard}</p>
      <div className="gesture-buttons" role="group" aria-label={text.heard}>
        {HEARD.map((heard) => (
          <Button
            key={heard}
            size="compact-sm"
            variant="default"
            disabled={busy || !question.askable}
            onClick={() => hear(heard)}
          >
            {text.answers[heard]}
          </Button>
        ))}
      </div>
    </div>
  );
}
