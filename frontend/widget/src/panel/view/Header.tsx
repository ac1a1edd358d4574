import type { Strings } from "../../strings";
import type { Panel } from "../panel";
import type { ChatState } from "../types";
import { CloseIcon } from "./icons";
import { Menu } from "./Menu";

export function Header({ panel }: { panel: Panel }) {
  const words = panel.words.value;
  const state = panel.session.state.value;
  return (
    <header class="header">
      <div class="who">
        <h1>{panel.shopName.value}</h1>
        <p class={`state state-${state.name}`} data-testid="state-line" role="status">
          {stateLine(state, words)}
        </p>
      </div>
      <Menu panel={panel} />
      <button
        type="button"
        class="icon-button"
        data-testid="close"
        aria-label={words.close}
        title={words.close}
        onClick={() => panel.close()}
      >
        <CloseIcon />
      </button>
    </header>
  );
}

function stateLine(state: ChatState, words: Strings): string {
  switch (state.name) {
    case "bot":
      return words.stateBot;
    case "waiting":
      return waitingLine(state.position, words);
    case "human":
      return state.agent ? words.stateHuman(state.agent.name) : words.stateHumanUnnamed;
    case "resolved":
      return words.stateResolved;
    case "snoozed":
      return words.stateSnoozed;
  }
}

/** `position` counts from 1: the first in the queue has nobody before them. */
function waitingLine(position: number | null, words: Strings): string {
  if (position === null) return words.stateWaiting;
  return position <= 1 ? words.stateWaitingNext : words.stateWaitingBehind(position - 1);
}
