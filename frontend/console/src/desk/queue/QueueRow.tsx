import { UnstyledButton } from "@mantine/core";
import { elapsed } from "../../format";
import { Icon } from "../../icons";
import { useLanguage, useStaff, useWords } from "../../services";
import type { Words } from "../../strings";
import type { Row } from "../../types";
import { useCurrency } from "../data";
import { Mood } from "../Mood";
import { urgency } from "./filter";
import { reasonIcon, reasonText, stateText } from "./reason";
import { isPressing, stakeText } from "./stake";

interface Props {
  row: Row;
  now: Date;
  open: boolean;
  onOpen: () => void;
}

export function QueueRow({ row, now, open, onOpen }: Props) {
  const words = useWords();
  const language = useLanguage();
  const currency = useCurrency();
  const staff = useStaff();
  const why =
    row.state === "waiting" && row.reason ? reasonText(row.reason, words) : stateText(row, words, staff.id);
  return (
    <UnstyledButton
      className="row"
      data-testid="queue-row"
      data-conversation={row.id}
      data-state={row.state}
      data-unread={row.unread > 0}
      aria-current={open}
      onClick={onOpen}
    >
      <span className="row-icon">
        <Icon name={reasonIcon(row)} size={18} />
      </span>
      <span className="row-body">
        <span className="row-line">
          <strong className="row-name clip">{row.customer?.name ?? words.visitor}</strong>
          <Tag row={row} words={words} />
          <Time row={row} now={now} words={words} />
        </span>
        <span className="row-line">
          <span className="row-last clip">{lastLine(row, words)}</span>
          {row.unread > 0 && (
            <span className="row-unread tabular" aria-label={words.queue.unread(row.unread)}>
              {row.unread}
            </span>
          )}
        </span>
        {row.state === "waiting" && isPressing(row.stake) && (
          <span className="row-line row-stake" data-testid="stake">
            <strong>{words.queue.priority}</strong>
            <span className="clip inferred-text">{stakeText(row.stake, currency, language, words)}</span>
          </span>
        )}
        <span className="row-line row-marks">
          <span className="clip">{why}</span>
          {row.sentiment && <Mood label={row.sentiment.label} />}
        </span>
      </span>
    </UnstyledButton>
  );
}

function Tag({ row, words }: { row: Row; words: Words }) {
  return (
    <span className="language" role="img" aria-label={words.queue.language[row.language]}>
      {words.queue.languageMark[row.language]}
    </span>
  );
}

function Time({ row, now, words }: { row: Row; now: Date; words: Words }) {
  if (row.waiting_since) {
    const waited = elapsed(row.waiting_since, words, now);
    return (
      <span
        className="row-time tabular"
        data-urgency={urgency(row.waiting_since, now)}
        aria-label={words.queue.waited(waited)}
      >
        <Icon name="clock" size={13} />
        {waited}
      </span>
    );
  }
  return (
    row.last_message && (
      <span className="row-time tabular">{elapsed(row.last_message.created_at, words, now)}</span>
    )
  );
}

function lastLine(row: Row, words: Words): string {
  if (!row.last_message) return words.queue.noMessage;
  const { author, text } = row.last_message;
  const said = text.replace(/\s+/g, " ");
  return author === "bot" || author === "staff" ? `${words.queue[author]}: ${said}` : said;
}
