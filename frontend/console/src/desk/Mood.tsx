import { Icon } from "../icons";
import { useWords } from "../services";
import type { SentimentLabel } from "../types";

const faces = { negative: "frown", neutral: "level", positive: "smile" } as const;

/** How a customer seems to feel: the assistant's reading, therefore violet, and a word beside the face. */
export function Mood({ label }: { label: SentimentLabel }) {
  const words = useWords();
  return (
    <span className="mood">
      <Icon name={faces[label]} size={14} />
      {words.sentiment[label]}
    </span>
  );
}
