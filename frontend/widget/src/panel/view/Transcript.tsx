import { dayName, sameDay } from "../format";
import type { Unsent } from "../outbox";
import type { Panel } from "../panel";
import type { Message } from "../types";
import { MessageRow } from "./MessageRow";
import { DeliveryStatus } from "./DeliveryStatus";

/** All messages in order, then those that the server has not acknowledged. */
export function Transcript({ panel }: { panel: Panel }) {
  const { session } = panel;
  const messages = session.timeline.value.messages;
  const unsent = session.outbox.items.value;
  const lastOwn = messages.findLastIndex((message) => message.author === "customer");

  return (
    <>
      {messages.map((message, at) => {
        const before = messages[at - 1];
        const newDay = !before || !sameDay(new Date(before.created_at), new Date(message.created_at));
        return (
          <MessageRow
            key={message.client_id ?? message.id}
            panel={panel}
            message={message}
            day={newDay ? dayName(message.created_at, panel.language.value) : null}
            leads={newDay || before?.author !== message.author || before.name !== message.name}
          >
            {at === lastOwn && unsent.length === 0 ? <DeliveryStatus panel={panel} item={null} /> : null}
          </MessageRow>
        );
      })}
      {unsent.map((item, at) => (
        <MessageRow
          key={item.client_id}
          panel={panel}
          message={asMessage(item)}
          day={null}
          leads={at === 0 && messages.at(-1)?.author !== "customer"}
        >
          {at === unsent.length - 1 || item.status === "failed" ? (
            <DeliveryStatus panel={panel} item={item} />
          ) : null}
        </MessageRow>
      ))}
    </>
  );
}

function asMessage(item: Unsent): Message {
  return {
    id: item.client_id,
    seq: Number.MAX_SAFE_INTEGER,
    author: "customer",
    name: null,
    text: item.text,
    buttons: [],
    cards: [],
    created_at: item.created_at,
    client_id: item.client_id,
  };
}
