import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { localised, number, percent } from "../../format";
import { useLanguage, useServices, useWords } from "../../services";
import { Section } from "./Section";
import "./gesture.css";

interface Props {
  conversationId: string;
  /** Who has the conversation, as only they ask. */
  holder: string | null;
}

/** The one question whose answer would make this customer's list best; asked in the chat with one click. */
export function QuestionSection({ conversationId, holder }: Props) {
  const text = useWords().question;
  const language = useLanguage();
  const { questions } = useServices();
  const queries = useQueryClient();
  const key = ["question", conversationId, holder];
  const { data } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => questions.read(conversationId, signal),
    refetchInterval: 30_000,
  });
  const asking = useMutation({
    mutationFn: (attribute: string) => questions.ask(conversationId, attribute),
    onSuccess: (left) => queries.setQueryData(key, left),
    onError: () => void queries.invalidateQueries({ queryKey: key }),
  });
  if (!data && !asking.isSuccess) return null;
  return (
    <Section title={text.title} testId="question">
      {asking.isError && (
        <p className="gesture-lost" role="alert">
          {text.lost}
        </p>
      )}
      {data ? (
        <div className="gesture">
          <p>
            <strong>{localised(data.text, language)}</strong>
          </p>
          <p className="soft tabular">
            {text.tells(number(Math.round(data.bits * 100) / 100, language), percent(data.gain))}
          </p>
          <div className="gesture-buttons">
            <Button
              size="compact-sm"
              disabled={!data.askable}
              loading={asking.isPending}
              onClick={() => asking.mutate(data.attribute)}
            >
              {text.ask}
            </Button>
          </div>
          {!data.askable && <p className="soft">{text.takeFirst}</p>}
        </div>
      ) : (
        <p className="soft">{text.asked}</p>
      )}
    </Section>
  );
}
