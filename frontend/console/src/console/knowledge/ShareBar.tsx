import { number, percent } from "../../format";
import { useLanguage, useWords } from "../../services";
import type { Share } from "./types";

/** A share with its interval as a bar; its number opens the messages that it counts. */
export function ShareBar({
  name,
  share,
  opened,
  show,
}: {
  name: string;
  share: Share;
  opened: boolean;
  show: () => void;
}) {
  const words = useWords().knowledge;
  const language = useLanguage();
  return (
    <div className="gap-share">
      <span>{name}</span>
      <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
        <rect width="100" height="10" className="gap-ground" />
        {share.share !== null && (
          <>
            <rect width={100 * share.share} height="10" className="gap-bar" />
            <rect
              x={100 * share.low}
              y="4"
              width={Math.max(100 * (share.high - share.low), 0.4)}
              height="2"
              className="gap-interval"
            />
          </>
        )}
      </svg>
      <span className="tabular">
        {share.share === null ? (
          <span className="soft">{words.noneAsked}</span>
        ) : (
          <>
            <strong>{percent(share.share)}</strong>{" "}
            <button type="button" className="gap-number" aria-expanded={opened} onClick={show}>
              {words.of(number(share.unresolved, language), number(share.asked, language))}
            </button>{" "}
            <span className="soft">{words.interval(percent(share.low), percent(share.high))}</span>
          </>
        )}
      </span>
    </div>
  );
}
