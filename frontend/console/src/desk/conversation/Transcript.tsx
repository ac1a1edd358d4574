import { Button } from "@mantine/core";
import { dayName } from "../../format";
import { Icon } from "../../icons";
import { useObservable } from "../../observable";
import { useLanguage, useServices, useWords } from "../../services";
import type { Conversation } from "../../types";
import { useNow } from "../now";
import { MessageRow } from "./MessageRow";
import { PendingRow } from "./PendingRow";
import { timeline } from "./timeline";
import { useStickyBottom } from "./stickyBottom";

export function Transcript({ conversation }: { conversation: Conversation }) {
  const { outbox, typing } = useServices();
  const words = useWords();
  const language = useLanguage();
  const now = useNow();
  const pending = useObservable(outbox.pending).filter((item) => item.conversationId === conversation.id);
  const writing = useObservable(typing.now).has(conversation.id);
  const entries = timeline(conversation.messages, pending);
  const newest = entries.at(-1);
  const own = newest?.type === "pending" || (newest?.type === "message" && newest.message.author === "staff");
  const { box, behind, onScroll, toBottom } = useStickyBottom(newest?.key ?? "", own, writing);

  return (
    <div className="transcript-frame">
      <div
        className="transcript"
        ref={box}
        onScroll={onScroll}
        role="log"
        aria-label={words.transcript.label}
        tabIndex={0}
        data-testid="transcript"
      >
        {entries.length === 0 && <p className="system">{words.transcript.empty}</p>}
        {entries.map((entry) => {
          switch (entry.type) {
            case "day":
              return (
                <p key={entry.key} className="day">
                  <span>{dayName(entry.at, language, now)}</span>
                </p>
              );
            case "message":
              return <MessageRow key={entry.key} entry={entry} conversation={conversation} />;
            case "pending":
              return <PendingRow key={entry.key} pending={entry.pending} />;
          }
        })}
        {writing && (
          <p className="writing soft" role="status">
            <span className="dots" aria-hidden="true">
              <i />
              <i />
              <i />
            </span>
            {words.transcript.customerTyping}
          </p>
        )}
      </div>
      {behind && (
        <Button
          className="new-messages"
          size="compact-sm"
          radius="xl"
          leftSection={<Icon name="arrowDown" size={14} />}
          onClick={toBottom}
        >
          {words.transcript.newMessages}
        </Button>
      )}
    </div>
  );
}
