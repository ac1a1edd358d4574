import { useMutation, useQueryClient } from "@tanstack/react-query";
import { IntentSearch } from "../../console/intents/IntentSearch";
import { useServices, useWords } from "../../services";
import type { Conversation, Correction, Message, SentimentLabel } from "../../types";
import { keys } from "../live/cache";

const MOODS: readonly SentimentLabel[] = ["negative", "neutral", "positive"];
const UNSAID = ["choose", "nlu_fallback"];

interface Props {
  message: Message;
  conversationId: string;
  onDone: () => void;
}

/** An agent says what a message meant; admins find it in the console's inbox. */
export function CorrectReading({ message, conversationId, onDone }: Props) {
  const { api } = useServices();
  const words = useWords();
  const queries = useQueryClient();
  const correct = useMutation({
    mutationFn: (what: Partial<Correction>) => api.correct(message.id, what),
    onSuccess: (corrected) => {
      queries.setQueryData<Conversation>(
        keys.conversation(conversationId),
        (held) =>
          held && {
            ...held,
            messages: held.messages.map((one) => (one.id === message.id ? { ...one, corrected } : one)),
          },
      );
      onDone();
    },
  });
  const intents = Object.keys(words.intents).filter((name) => !UNSAID.includes(name));
  const mood = message.corrected?.sentiment ?? message.nlu?.sentiment?.label;

  return (
    <div className="correct" data-testid="correct">
      <IntentSearch
        inline
        intents={intents.map((name) => ({ name }))}
        chosen={message.corrected?.intent ?? message.nlu?.intent ?? null}
        onChoose={(intent) => correct.mutate({ intent })}
        label={words.transcript.searchIntent}
      />
      <p className="soft">{words.transcript.mood}</p>
      <div className="correct-moods">
        {MOODS.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === mood}
            onClick={() => correct.mutate({ sentiment: one })}
          >
            {words.sentiment[one]}
          </button>
        ))}
      </div>
      {correct.isError && (
        <p className="line line-bad" role="alert">
          {words.failed}
        </p>
      )}
    </div>
  );
}
