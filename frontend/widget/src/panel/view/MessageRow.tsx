import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { timeOfDay } from "../format";
import type { Panel } from "../panel";
import type { Message } from "../types";
import { CardView } from "./CardView";
import { Text } from "./Text";

interface RowProps {
  panel: Panel;
  message: Message;
  /** Name of the day where the message is the first of it. */
  day: string | null;
  /** First of several messages from the same author. */
  leads: boolean;
  children: ComponentChildren;
}

export function MessageRow({ panel, message, day, leads, children }: RowProps) {
  const [timeShown, setTimeShown] = useState(false);
  const words = panel.words.value;
  const { author } = message;
  if (author === "system") {
    return (
      <>
        {day && <p class="day">{day}</p>}
        <p class="system" data-testid="message" data-author="system">
          <Text text={message.text} />
        </p>
      </>
    );
  }
  const speaker =
    author === "customer" ? words.you : author === "bot" ? words.assistant : (message.name ?? words.support);
  return (
    <>
      {day && <p class="day">{day}</p>}
      <article
        class={`message from-${author}${leads ? " leads" : ""}${timeShown ? " timed" : ""}`}
        data-testid="message"
        data-author={author}
        data-seq={message.seq === Number.MAX_SAFE_INTEGER ? undefined : message.seq}
        onClick={() => setTimeShown(!timeShown)}
      >
        <p class={author === "staff" && leads ? "name" : "unseen"}>{speaker}</p>
        {message.text && (
          <div class="line">
            <p class="bubble">
              <Text text={message.text} />
            </p>
            <time dateTime={message.created_at}>{timeOfDay(message.created_at, panel.language.value)}</time>
          </div>
        )}
        {message.cards.length > 0 && (
          <div class="cards">
            {message.cards.map((card) => (
              <CardView key={`${card.kind} ${card.id}`} panel={panel} card={card} />
            ))}
          </div>
        )}
        {children}
      </article>
    </>
  );
}
