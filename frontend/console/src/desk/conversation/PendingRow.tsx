import { Button } from "@mantine/core";
import { useServices, useWords } from "../../services";
import type { Pending } from "./outbox";

/** A message on its way, or one that did not arrive, with what to do about it. */
export function PendingRow({ pending }: { pending: Pending }) {
  const { outbox } = useServices();
  const words = useWords();
  return (
    <article
      className="message"
      data-testid="message"
      data-author="staff"
      data-note={pending.kind === "note"}
      data-status={pending.status}
    >
      <p className="bubble" dir="auto">
        {pending.text}
      </p>
      {pending.status === "sending" ? (
        <p className="marks">{words.transcript.sending}</p>
      ) : (
        <p className="marks not-sent" role="alert">
          <span>
            {words.transcript.notSent} {pending.error}
          </span>
          <Button
            variant="subtle"
            size="compact-xs"
            data-testid="retry-send"
            onClick={() => void outbox.retry(pending.clientId)}
          >
            {words.retry}
          </Button>
          <Button
            variant="subtle"
            color="gray"
            size="compact-xs"
            onClick={() => outbox.discard(pending.clientId)}
          >
            {words.transcript.discard}
          </Button>
        </p>
      )}
    </article>
  );
}
