import { useWords } from "../../services";
import type { Item } from "../types";

export function KeyHints({ item }: { item: Item }) {
  const keys = useWords().console.inbox.keys;
  const open = item.state === "open" || item.state === "labelled";
  const hints: [string, string][] = [["j k", keys.move]];
  if (open) {
    hints.push(
      ["1–5", keys.guess],
      ["/", keys.search],
      ["s", keys.sentiment],
      ["e", keys.edit],
      ["x", keys.dismiss],
      ["Enter", keys.accept],
    );
  }
  if (item.state === "dismissed" || item.state === "labelled") hints.push(["u", keys.reopen]);
  return (
    <p className="card-keys soft" aria-hidden="true">
      {hints.map(([key, what]) => (
        <span key={key}>
          {key.split(" ").map((one) => (
            <kbd key={one}>{one}</kbd>
          ))}{" "}
          {what}
        </span>
      ))}
    </p>
  );
}
