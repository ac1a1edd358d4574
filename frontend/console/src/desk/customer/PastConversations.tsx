import { UnstyledButton } from "@mantine/core";
import { date } from "../../format";
import { useLanguage, useWords } from "../../services";
import type { Past } from "../../types";
import { useNow } from "../now";
import { Section } from "./Section";

export function PastConversations({ past, onOpen }: { past: readonly Past[]; onOpen: (id: string) => void }) {
  const words = useWords();
  const language = useLanguage();
  const now = useNow();
  return (
    <Section title={words.customer.past} testId="past">
      {past.length === 0 && <p className="soft">{words.customer.noPast}</p>}
      <ul className="past">
        {past.map((one) => (
          <li key={one.id}>
            <UnstyledButton className="past-row" onClick={() => onOpen(one.id)}>
              <span className="order-line">
                <span className="tabular">{date(one.created_at, language, now)}</span>
                <span className="chip" data-tone="neutral">
                  {words.states[one.state]}
                </span>
              </span>
              {one.last && <span className="soft clip">{one.last}</span>}
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </Section>
  );
}
