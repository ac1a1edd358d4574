import { UnstyledButton } from "@mantine/core";
import { useId, useState, type ReactNode } from "react";
import { named, timeOfDay } from "../../format";
import { Icon } from "../../icons";
import { useLanguage, useWords } from "../../services";
import type { HandoffCard as Card } from "../../types";
import { useCurrency } from "../data";
import { detailText, reasonText } from "../queue/reason";
import { stakeText } from "../queue/stake";
import { knownFacts, triedWork } from "./handoff";
import { MoodCurve } from "./MoodCurve";

interface Props {
  card: Card;
  /** Whether to show the suggested reply here: once one may reply it stands at the field, after the end nowhere. */
  withReply: boolean;
}

/** What to know before the first word. It stays above the transcript; on a narrow screen it starts folded. */
export function HandoffCard({ card, withReply }: Props) {
  const words = useWords();
  const [open, setOpen] = useState(() => matchMedia("(min-width: 56.25rem) and (min-height: 40rem)").matches);
  const body = useId();
  const detail = card.detail ? detailText(card.detail, words) : null;
  return (
    <section className="handoff" aria-label={words.handoff.title} data-testid="handoff-card" data-open={open}>
      <div className="handoff-head">
        <p className="handoff-why">
          <span className="visually-hidden">{words.handoff.why}: </span>
          <strong>{reasonText(card.reason, words)}</strong>
          {detail && <span className="soft">{detail}</span>}
        </p>
        <MoodCurve sentiments={card.sentiments} />
        <UnstyledButton
          className="handoff-fold"
          aria-expanded={open}
          aria-controls={body}
          aria-label={open ? words.handoff.hide : words.handoff.show}
          onClick={() => setOpen(!open)}
        >
          <Icon name="down" />
        </UnstyledButton>
      </div>
      <div id={body} hidden={!open}>
        <Facts card={card} />
        {withReply && card.suggested_reply && (
          <p className="handoff-reply">
            <span className="inferred">
              <Icon name="spark" size={14} />
              {words.handoff.suggested}
            </span>
            {card.suggested_reply}
          </p>
        )}
      </div>
    </section>
  );
}

function Facts({ card }: { card: Card }) {
  const words = useWords();
  const language = useLanguage();
  const currency = useCurrency();
  const tried = triedWork(card.tried, words);
  const known = knownFacts(card.slots, words);
  return (
    <dl className="handoff-facts">
      {card.intents.length > 0 && (
        <Fact label={words.handoff.about}>
          <span className="inferred-text" title={words.handoff.inferred}>
            {card.intents.map((intent) => named(words.intents, intent)).join(" → ")}
          </span>
        </Fact>
      )}
      <Fact label={words.handoff.tried}>
        {tried.length === 0
          ? words.handoff.triedNothing
          : tried.map(({ name, at, times }, index) => (
              <span key={index} className="tried">
                {name}
                {times > 1 && ` (${words.handoff.times(times)})`}{" "}
                <time className="soft tabular">{timeOfDay(at, language)}</time>
              </span>
            ))}
      </Fact>
      {card.stake && (
        <Fact label={words.handoff.stake}>
          <span className="inferred-text" title={words.handoff.stakeHint}>
            {stakeText(card.stake, currency, language, words)}
          </span>
        </Fact>
      )}
      {known.length > 0 && (
        <Fact label={words.handoff.known}>
          {known.map(({ label, value }) => (
            <span key={`${label} ${value}`} className="tried">
              <span className="soft">{label}</span> {value}
            </span>
          ))}
        </Fact>
      )}
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
