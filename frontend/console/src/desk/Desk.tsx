import { useEffect } from "react";
import { useObservable } from "../observable";
import { useServices, useWords } from "../services";
import { ConversationPane } from "./conversation/ConversationPane";
import { CustomerPane } from "./customer/CustomerPane";
import { Nothing } from "./Nothing";
import { usePlace } from "./place";
import { QueuePane } from "./queue/QueuePane";
import "./desk.css";
import "./queue/queue.css";
import "./conversation/conversation.css";
import "./conversation/composer.css";
import "./conversation/correct.css";
import "./customer/customer.css";

export function Desk() {
  const { socket } = useServices();
  const words = useWords();
  const place = usePlace();
  const lost = useObservable(socket.link) === "lost";
  const id = place.conversationId;

  useEffect(() => {
    socket.start();
    return () => socket.stop();
  }, [socket]);

  return (
    <>
      {lost && (
        <p className="not-live" role="status">
          {words.notLive}
        </p>
      )}
      <main className="desk" data-view={place.view} data-open={id !== null}>
        <QueuePane place={place} />
        <section className="pane pane-conversation" aria-label={words.conversation.label}>
          {id === null ? (
            <Nothing icon="ask" title={words.conversation.choose} lead={words.conversation.chooseLead} />
          ) : (
            <ConversationPane key={id} id={id} place={place} />
          )}
        </section>
        {id !== null && <CustomerPane key={id} id={id} place={place} />}
      </main>
    </>
  );
}
