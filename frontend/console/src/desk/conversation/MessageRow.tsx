import { timeOfDay } from "../../format";
import { Icon } from "../../icons";
import { useLanguage, useWords } from "../../services";
import type { Conversation, Message } from "../../types";
import { CardView } from "./CardView";
import { NluMark } from "./NluMark";
import type { MessageEntry } from "./timeline";

interface Props {
  entry: MessageEntry;
  conversation: Conversation;
}

export function MessageRow({ entry, conversation }: Props) {
  const { message, first, last, chosen } = entry;
  const words = useWords();
  const language = useLanguage();
  const time = (
    <time dateTime={message.created_at} className="tabular">
      {timeOfDay(message.created_at, language)}
    </time>
  );
  if (message.author === "system") {
    return (
      <p className="system" data-testid="message" data-author="system">
        {message.text} {time}
      </p>
    );
  }
  const note = message.note === true;
  const name = nameOf(message, conversation, words.transcript.assistant, words.visitor);
  return (
    <article
      className="message"
      data-testid="message"
      data-author={message.author}
      data-note={note}
      data-first={first}
    >
      {first && (
        <p className="message-by">
          {note ? <Icon name="note" size={13} /> : message.author === "bot" && <Icon name="bot" size={13} />}
          <span>{name}</span>
          {note && <span className="message-note">{words.transcript.note}</span>}
        </p>
      )}
      {message.text && (
        <p className="bubble" dir="auto">
          {message.text}
        </p>
      )}
      {message.cards.map((card) => (
        <CardView key={`${card.kind} ${card.id}`} card={card} />
      ))}
      {message.buttons.length > 0 && (
        <ul className="offered" aria-label={words.transcript.offered}>
          {message.buttons.map(({ id, title }) => (
            <li key={id} data-chosen={title === chosen}>
              {title === chosen && <Icon name="check" size={12} />}
              {title}
              {title === chosen && <span className="visually-hidden"> ({words.transcript.chosen})</span>}
            </li>
          ))}
        </ul>
      )}
      {message.author === "customer" && message.nlu ? (
        <NluMark message={message} nlu={message.nlu} conversationId={conversation.id}>
          {time}
        </NluMark>
      ) : (
        last && <p className="marks">{time}</p>
      )}
    </article>
  );
}

function nameOf(message: Message, conversation: Conversation, assistant: string, visitor: string): string {
  if (message.author === "bot") return assistant;
  return message.name ?? (message.author === "customer" ? (conversation.customer?.name ?? visitor) : "");
}
