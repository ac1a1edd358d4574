import type { ReactNode } from "react";
import { Nothing } from "../../desk/Nothing";

/** An empty place in the inbox: title, what to do, and a button for it where there is one. */
export function Empty({ words, children }: { words: readonly string[]; children?: ReactNode }) {
  const [title = "", lead = ""] = words;
  return (
    <div className="inbox-empty">
      <Nothing icon="check" title={title} lead={lead} />
      {children}
    </div>
  );
}
