import type { Panel } from "../panel";

/** What is said in the conversation's place: loading, could not be reached, began anew, nothing here yet. */
export function Notices({ panel }: { panel: Panel }) {
  const { session } = panel;
  const words = panel.words.value;
  const notice = session.notice.value;
  const phase = session.phase.value;
  const empty = session.timeline.value.messages.length === 0 && session.outbox.items.value.length === 0;
  return (
    <>
      {notice && (
        <p class="system" data-testid="notice">
          {words[notice]}
        </p>
      )}
      {phase === "starting" && empty && (
        <div class="skeleton" role="status" aria-label={words.loading}>
          <i />
          <i />
        </div>
      )}
      {phase === "failed" && (
        <p class="line-error" data-testid="start-error" role="alert">
          {words.errors[session.failure.value ?? ""] ?? words.startFailed}{" "}
          <button type="button" class="link" data-testid="start-retry" onClick={() => session.open()}>
            {words.retry}
          </button>
        </p>
      )}
      {phase === "ready" && empty && <p class="system">{words.empty}</p>}
    </>
  );
}
