import { number } from "../../format";
import { useLanguage, useWords } from "../../services";
import { points } from "../audiences/wording";
import { ShareBar } from "./ShareBar";
import type { Effect, Part } from "./types";

/** Before against since: shares with their intervals, the difference, and what may be concluded. */
export function EffectView({
  effect,
  opened,
  show,
  enough,
}: {
  effect: Effect;
  opened: Part | null;
  show: (part: Part) => void;
  enough: number;
}) {
  const words = useWords().knowledge;
  const language = useLanguage();
  const { verdict, difference, low, high } = effect;
  return (
    <div className="gap-effect" data-testid="gap-effect" data-verdict={verdict}>
      {(["before", "since"] as const).map((part) => (
        <ShareBar
          key={part}
          name={words[part]}
          share={effect[part]}
          opened={opened === part}
          show={() => show(part)}
        />
      ))}
      <p>
        <strong className={verdict === "too_few" ? "soft" : undefined}>
          {verdict === "too_few" ? words.tooFew(number(enough, language)) : words.verdicts[verdict]}
        </strong>{" "}
        {verdict !== "too_few" && difference !== null && low !== null && high !== null && (
          <span className="tabular">{words.difference(points(difference), points(low), points(high))}</span>
        )}
      </p>
    </div>
  );
}
