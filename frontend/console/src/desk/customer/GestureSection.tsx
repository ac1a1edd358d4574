import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { GestureCard } from "../../console/service/gestureTypes";
import { localised, money, number } from "../../format";
import { useLanguage, useServices, useWords } from "../../services";
import type { Language } from "../../types";
import { Section } from "./Section";
import "./gesture.css";

interface Props {
  conversationId: string;
  /** The language that the customer is told it in. */
  spoken: Language | null;
}

/** The small gesture that is proposed: why, what it costs, what is left; granted or declined with one click.
 * Nothing where nothing calls for one. */
export function GestureSection({ conversationId, spoken }: Props) {
  const text = useWords().gestures;
  const { gestures } = useServices();
  const queries = useQueryClient();
  const key = ["gesture", conversationId];
  const { data } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => gestures.card(conversationId, signal),
    staleTime: 30_000,
  });
  const decision = useMutation({
    mutationFn: ({ id, grant }: { id: string; grant: boolean }) => gestures.decide(conversationId, id, grant),
    onSuccess: (card) => queries.setQueryData(key, card),
    // A colleague was quicker, or the money is gone: show how it stands.
    onError: () => void queries.invalidateQueries({ queryKey: key }),
  });
  if (!data?.gesture) return null;
  return (
    <Section title={text.title} testId="gesture">
      {decision.isError && (
        <p className="gesture-lost" role="alert">
          {text.lost}
        </p>
      )}
      {data.gesture.state === "proposed" ? (
        <Proposed
          card={data}
          spoken={spoken}
          busy={decision.isPending}
          decide={(id, grant) => decision.mutate({ id, grant })}
        />
      ) : (
        <Decided card={data} />
      )}
    </Section>
  );
}

interface ProposedProps {
  card: GestureCard;
  spoken: Language | null;
  busy: boolean;
  decide: (id: string, grant: boolean) => void;
}

function Proposed({ card, spoken, busy, decide }: ProposedProps) {
  const text = useWords().gestures;
  const language = useLanguage();
  const { gesture, currency } = card;
  if (!gesture) return null;
  const sum = (cents: number) => money(cents, currency, language);
  return (
    <div className="gesture">
      <p>
        <strong>{text.propose(localised(gesture.name, language), sum(gesture.cents))}</strong>
      </p>
      <p>{text.reasons[gesture.reason](number(gesture.count, language))}</p>
      <p className="soft tabular">
        {text.left(sum(card.left), sum(card.budget))} · {text.leftOfCustomer(sum(card.left_of_customer))}
      </p>
      <details>
        <summary>{text.reads}</summary>
        <p className="gesture-text" lang={spoken ?? language}>
          {localised(gesture.text, spoken ?? language)}
        </p>
      </details>
      <div className="gesture-buttons">
        <Button size="compact-sm" loading={busy} onClick={() => decide(gesture.id, true)}>
          {text.grant}
        </Button>
        <Button size="compact-sm" variant="default" disabled={busy} onClick={() => decide(gesture.id, false)}>
          {text.decline}
        </Button>
      </div>
    </div>
  );
}

function Decided({ card }: { card: GestureCard }) {
  const text = useWords().gestures;
  const language = useLanguage();
  const { gesture, currency } = card;
  if (!gesture) return null;
  const name = localised(gesture.name, language);
  const by = gesture.by ?? text.somebody;
  if (gesture.state === "declined") return <p className="soft">{text.declined(name, by)}</p>;
  return (
    <div className="gesture">
      <p>{text.granted(name, money(gesture.cents, currency, language), by)}</p>
      <p className="soft tabular">{text.reference(gesture.reference)}</p>
    </div>
  );
}
