import { useWords } from "../../services";
import type { Item, Reason } from "../types";

const tones: Record<Reason, string> = {
  corrected: "accent",
  gap: "accent",
  handoff: "amber",
  fallback: "red",
  unsure: "neutral",
};

/** Why a message is listed, in words. */
export function Reasons({ item }: { item: Item }) {
  const words = useWords().console.inbox.reasons;
  return (
    <span className="reasons">
      {item.reasons.map((reason) => (
        <span key={reason} className="chip" data-tone={tones[reason]}>
          {words[reason]}
        </span>
      ))}
    </span>
  );
}
