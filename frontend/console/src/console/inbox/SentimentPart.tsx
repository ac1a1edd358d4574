import { useWords } from "../../services";
import type { SentimentLabel } from "../../types";
import { SENTIMENTS } from "./draft";

interface Props {
  chosen: SentimentLabel | null;
  read: SentimentLabel | null;
  open: boolean;
  onChoose: (sentiment: SentimentLabel | null) => void;
}

/** How the customer felt; nothing is chosen unless somebody says so. */
export function SentimentPart({ chosen, read, open, onChoose }: Props) {
  const words = useWords();
  const text = words.console.inbox;
  return (
    <section className="label-part" aria-label={text.sentiment}>
      <h2>
        {text.sentiment} <span className="soft">{text.sentimentHint}</span>
      </h2>
      <div className="sentiments">
        {SENTIMENTS.map((one) => (
          <button
            key={one}
            type="button"
            disabled={!open}
            aria-pressed={chosen === one}
            onClick={() => onChoose(chosen === one ? null : one)}
          >
            {words.sentiment[one]}
          </button>
        ))}
        {read && <span className="inferred sentiment-read">{text.reading(words.sentiment[read])}</span>}
      </div>
    </section>
  );
}
