import { Popover, Tooltip, UnstyledButton } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { named, percent } from "../../format";
import { Icon } from "../../icons";
import { useWords } from "../../services";
import type { Message, Nlu } from "../../types";
import { Mood } from "../Mood";
import { CorrectReading } from "./CorrectReading";

interface Props {
  message: Message;
  nlu: Nlu;
  conversationId: string;
  children: ReactNode;
}

/** What the assistant read from a message: quiet, below it, after the time; a press corrects it. */
export function NluMark({ message, nlu, conversationId, children }: Props) {
  const words = useWords();
  const [open, setOpen] = useState(false);
  const { corrected } = message;
  const read = nlu.intent ? named(words.intents, nlu.intent) : null;
  const sure = nlu.confidence === null ? "" : percent(nlu.confidence);
  const mood = nlu.sentiment ? words.sentiment[nlu.sentiment.label] : "";
  if (!read && !nlu.sentiment) return <p className="marks">{children}</p>;
  return (
    <p className="marks">
      {children}
      <Popover opened={open} onChange={setOpen} position="bottom-start" shadow="md" width={280} trapFocus>
        <Popover.Target>
          <Tooltip
            label={`${words.transcript.mark(read ?? "", sure, mood)} · ${words.transcript.correct}`}
            position="bottom-start"
            disabled={open}
            events={{ hover: true, focus: true, touch: false }}
          >
            <UnstyledButton className="nlu" data-testid="nlu-mark" onClick={() => setOpen(!open)}>
              {corrected?.intent ? (
                <span className="nlu-corrected">
                  <Icon name="person" size={13} />
                  {named(words.intents, corrected.intent)} · {words.transcript.corrected}
                </span>
              ) : (
                read && (
                  <span>
                    {read} {sure && <span className="tabular">{sure}</span>}
                  </span>
                )
              )}
              {corrected?.sentiment ? (
                <span className="nlu-corrected">{words.sentiment[corrected.sentiment]}</span>
              ) : (
                nlu.sentiment && <Mood label={nlu.sentiment.label} />
              )}
            </UnstyledButton>
          </Tooltip>
        </Popover.Target>
        <Popover.Dropdown>
          <CorrectReading message={message} conversationId={conversationId} onDone={() => setOpen(false)} />
        </Popover.Dropdown>
      </Popover>
    </p>
  );
}
