import { number, percent } from "../../format";
import { useLanguage, useWords } from "../../services";
import type { Result, Share } from "./types";
import { points } from "./wording";

/** Told against held out: shares with their intervals, the difference, and what may be concluded. */
export function ResultView({ result, days }: { result: Result; days: number }) {
  const words = useWords().audiences.result;
  const language = useLanguage();
  const { uplift } = result;
  const n = (value: number): string => number(value, language);
  const most = Math.max(uplift.told.high ?? 0, uplift.held.high ?? 0, 0.05);
  return (
    <div className="audience-result" data-testid="audience-result" data-verdict={uplift.verdict}>
      <h3>{words.title}</h3>
      <p>
        {words.entered(n(result.told), n(result.held), n(result.sent))}{" "}
        {result.running > 0 && <span className="soft">{words.running(n(result.running), n(days))}</span>}
      </p>
      {(["told", "held"] as const).map(
        (arm) => uplift[arm].n > 0 && <Bar key={arm} name={words[arm]} share={uplift[arm]} most={most} />,
      )}
      <p>
        <strong className={uplift.verdict === "not_enough" ? "soft" : undefined}>
          {words.verdicts[uplift.verdict]}
        </strong>{" "}
        {uplift.difference !== null && uplift.low !== null && uplift.high !== null && (
          <span className="tabular">
            {words.difference(points(uplift.difference), points(uplift.low), points(uplift.high))}
          </span>
        )}
      </p>
      <p className="soft audience-help">{words.help}</p>
    </div>
  );
}

function Bar({ name, share, most }: { name: string; share: Share; most: number }) {
  const words = useWords().audiences.result;
  const language = useLanguage();
  const at = (value: number): number => (100 * value) / most;
  return (
    <div className="audience-arm">
      <span>{name}</span>
      <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
        <rect width="100" height="10" className="audience-ground" />
        {share.share !== null && share.low !== null && share.high !== null && (
          <>
            <rect width={at(share.share)} height="10" className="audience-bar" />
            <rect
              x={at(share.low)}
              y="4"
              width={Math.max(at(share.high) - at(share.low), 0.4)}
              height="2"
              className="audience-interval"
            />
          </>
        )}
      </svg>
      <span className="tabular">
        {share.share === null ? "–" : percent(share.share)}{" "}
        <span className="soft">
          {words.bought(number(share.bought, language), number(share.n, language))}
          {share.low !== null &&
            share.high !== null &&
            `, ${words.interval(percent(share.low), percent(share.high))}`}
        </span>
      </span>
    </div>
  );
}
