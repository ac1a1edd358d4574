import { named } from "../format";
import { useWords } from "../services";

const tones: Readonly<Record<string, string>> = {
  shipped: "accent",
  delivered: "green",
  returned: "green",
  pending: "amber",
  pending_modified: "amber",
  return_requested: "amber",
  exchange_requested: "amber",
  cancelled: "red",
};

/** The state of an order: a word, and a colour beside it. A status worded by the server stays as it is. */
export function StatusChip({ status }: { status: string }) {
  const words = useWords();
  return (
    <span className="chip" data-tone={tones[status] ?? "neutral"}>
      {named(words.orderStatus, status)}
    </span>
  );
}
