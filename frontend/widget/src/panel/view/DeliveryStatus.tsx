import type { Unsent } from "../outbox";
import type { Panel } from "../panel";

/** How far one's own message has come; `item` null means that the server has it. */
export function DeliveryStatus({ panel, item }: { panel: Panel; item: Unsent | null }) {
  const words = panel.words.value;
  const { session } = panel;
  if (!item) return <Line status="sent">{words.sent}</Line>;
  if (item.status === "sending") return <Line status="sending">{words.sending}</Line>;
  if (item.status === "waiting") return <Line status="waiting">{words.waitingToSend}</Line>;
  return (
    <p class="status status-failed" data-testid="status" data-status="failed" role="alert">
      {words.notSent} {item.code ? (words.errors[item.code] ?? words.errorOther) : ""}{" "}
      <button type="button" class="link" data-testid="retry" onClick={() => session.retry(item.client_id)}>
        {words.retry}
      </button>
      <button
        type="button"
        class="link"
        data-testid="discard"
        onClick={() => session.outbox.remove(new Set([item.client_id]))}
      >
        {words.discard}
      </button>
    </p>
  );
}

function Line({ status, children }: { status: string; children: string }) {
  return (
    <p class={`status status-${status}`} data-testid="status" data-status={status}>
      {children}
    </p>
  );
}
