import type { Panel } from "../panel";
import { AboutYou } from "./about/AboutYou";
import { Composer } from "./Composer";
import { ConnectionLine } from "./ConnectionLine";
import { Header } from "./Header";
import { MessageList } from "./MessageList";
import { QuickReplies } from "./QuickReplies";

export function App({ panel }: { panel: Panel }) {
  const { session } = panel;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && !event.isComposing && !event.defaultPrevented) panel.close();
  };
  return (
    <main
      class="panel"
      data-testid="panel"
      data-connection={session.link.value}
      data-state={session.state.value.name}
      onKeyDown={onKeyDown}
    >
      <Header panel={panel} />
      <ConnectionLine panel={panel} />
      {panel.view.value === "about" ? (
        <AboutYou panel={panel} />
      ) : (
        <>
          <MessageList panel={panel} />
          <QuickReplies panel={panel} />
          <Composer panel={panel} />
        </>
      )}
    </main>
  );
}
