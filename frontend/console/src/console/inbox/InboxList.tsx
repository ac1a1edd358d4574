import { useEffect, useRef } from "react";
import { named } from "../../format";
import { useWords } from "../../services";
import type { Item } from "../types";
import { Reasons } from "./Reasons";

interface Props {
  items: readonly Item[];
  openId: string | null;
  onOpen: (id: string) => void;
}

export function InboxList({ items, openId, onOpen }: Props) {
  const words = useWords();
  const list = useRef<HTMLUListElement>(null);

  useEffect(() => {
    list.current?.querySelector("[aria-current=true]")?.scrollIntoView({ block: "nearest" });
  }, [openId]);

  return (
    <ul className="inbox-rows" ref={list} aria-label={words.console.inbox.list}>
      {items.map((item) => (
        <li key={item.id}>
          <button
            type="button"
            className="inbox-row"
            aria-current={item.id === openId}
            data-testid="inbox-row"
            onClick={() => onOpen(item.id)}
          >
            <span className="inbox-text" dir="auto">
              {item.label?.text ?? item.text}
            </span>
            <span className="inbox-marks">
              <span className="language">{words.queue.languageMark[item.language]}</span>
              {item.label && item.state !== "dismissed" ? (
                <span className="chip" data-tone="green">
                  {named(words.intents, item.label.intent)}
                </span>
              ) : (
                <Reasons item={item} />
              )}
              {item.seen > 1 && <span className="soft tabular">{words.console.inbox.seen(item.seen)}</span>}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
