import type { Panel } from "../panel";

export function TypingRow({ panel }: { panel: Panel }) {
  const { typing, state } = panel.session;
  const words = panel.words.value;
  if (!typing.value) return null;
  const name = typing.value === "staff" ? (state.value.agent?.name ?? words.support) : words.assistant;
  return (
    <div class="typing" data-testid="typing">
      <span class="dots" aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      <span class="unseen">{words.typing(name)}</span>
    </div>
  );
}
