import { words } from "../shop";

/** An error in the place where it happened, with a way on. */
export function Trouble({ text, onRetry }: { text: string; onRetry: () => void }) {
  return (
    <p class="trouble" role="alert">
      {text}{" "}
      <button type="button" class="plain-link" onClick={onRetry}>
        {words.value.retry}
      </button>
    </p>
  );
}
