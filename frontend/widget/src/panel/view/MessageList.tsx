import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Panel } from "../panel";
import { DownIcon } from "./icons";
import { Notices } from "./Notices";
import { Transcript } from "./Transcript";
import { TypingRow } from "./TypingRow";

const NEAR = 80;

/** The scrolling middle: it follows the conversation while one reads its end, and stays put while one reads above. */
export function MessageList({ panel }: { panel: Panel }) {
  const { session } = panel;
  const words = panel.words.value;
  const scroller = useRef<HTMLDivElement>(null);
  const log = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const lastTop = useRef(0);
  const [behind, setBehind] = useState(false);
  const messages = session.timeline.value.messages;
  const unsent = session.outbox.items.value;
  const opened = session.opened.value;
  const last = messages.at(-1)?.id;

  const toEnd = (): void => {
    const box = scroller.current;
    if (box) box.scrollTop = box.scrollHeight;
    following.current = true;
    setBehind(false);
  };
  const onScroll = (): void => {
    const box = scroller.current;
    if (!box) return;
    const near = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
    // Only a move upwards means that one reads above: growing content also leaves the end, but not by anyone's wish.
    if (near) following.current = true;
    else if (box.scrollTop < lastTop.current) following.current = false;
    lastTop.current = box.scrollTop;
    if (near) setBehind(false);
  };
  // One's own words always bring one to the end; others' words only where one was there already.
  useLayoutEffect(toEnd, [unsent.length, opened]);
  useLayoutEffect(() => {
    if (following.current) toEnd();
    else setBehind(true);
  }, [last, session.typing.value, session.notice.value, session.phase.value]);
  // Quick replies, a phone's keyboard or a late picture change the room: what stood at the end stays in view.
  useLayoutEffect(() => {
    const observer = new ResizeObserver(() => following.current && toEnd());
    for (const box of [scroller.current, log.current]) if (box) observer.observe(box);
    return () => observer.disconnect();
  }, []);

  return (
    <div class="middle">
      <div
        class="scroller"
        ref={scroller}
        onScroll={onScroll}
        tabIndex={0}
        role="group"
        aria-label={words.messages}
      >
        <div
          class="log"
          ref={log}
          data-testid="message-list"
          role="log"
          aria-live="polite"
          aria-relevant="additions"
        >
          <Notices panel={panel} />
          <Transcript panel={panel} />
        </div>
        <TypingRow panel={panel} />
      </div>
      {behind && (
        <button type="button" class="to-end" onClick={toEnd}>
          <DownIcon />
          {words.newMessages}
        </button>
      )}
    </div>
  );
}
