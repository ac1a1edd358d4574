import type { Panel } from "../panel";

/** The choices of the last message; they go away once something was said after it. */
export function QuickReplies({ panel }: { panel: Panel }) {
  const { session } = panel;
  const last = session.timeline.value.messages.findLast((message) => message.author !== "system");
  const answered = session.outbox.items.value.length > 0 || last?.author === "customer";
  if (!last || answered || last.buttons.length === 0) return null;
  return (
    <div class="quick-replies" role="group" aria-label={panel.words.value.quickReplies}>
      {last.buttons.map((button) => (
        <button
          type="button"
          key={button.id}
          data-testid="quick-reply"
          onClick={() => {
            session.press(button.id, button.title);
            panel.focusRequests.value += 1;
          }}
        >
          {button.title}
        </button>
      ))}
    </div>
  );
}
