import { useEffect, useState } from "preact/hooks";
import type { Panel } from "../panel";

/** A blink of the line is nobody's concern; longer than this it is said. */
const SAY_AFTER = 1_500;

/** Says that the line is down, in the place where one looks for the state of things. */
export function ConnectionLine({ panel }: { panel: Panel }) {
  const { link, phase } = panel.session;
  const words = panel.words.value;
  const [late, setLate] = useState(false);
  const connecting = link.value === "connecting";
  useEffect(() => {
    setLate(false);
    if (!connecting) return;
    const timer = setTimeout(() => setLate(true), SAY_AFTER);
    return () => clearTimeout(timer);
  }, [connecting]);

  const text = link.value === "offline" ? words.offline : connecting && late ? words.connecting : "";
  const failed = phase.value === "failed";
  return (
    <div class="connection" data-testid="connection-line" role="status" hidden={!text || failed}>
      {text}
    </div>
  );
}
