import { Button } from "@mantine/core";
import { date, timeOfDay } from "../../format";
import { useLanguage, useWords } from "../../services";
import { useDeeds } from "./data";
import { FrozenFigures } from "./FrozenFigures";
import { Refusal } from "./Models";
import type { Overview } from "./types";
import { modelName } from "./wording";

/** The model that answers customers, and the way back to the one before. */
export function LiveCard({ overview, busy }: { overview: Overview; busy: boolean }) {
  const words = useWords();
  const language = useLanguage();
  const { rollBack } = useDeeds();
  const live = overview.models.find(({ id }) => id === overview.live);
  const previous = overview.models.find(({ id }) => id === overview.previous);
  const told = words.models.live;
  if (!live) return <p className="models-note">{told.none}</p>;
  const at = live.promoted_at ?? live.created_at;
  const since = `${date(at, language, new Date())}, ${timeOfDay(at, language)}`;
  return (
    <section className="sheet" data-testid="live-model" data-id={live.id}>
      <div className="sheet-line">
        <div>
          <h2>{modelName(live, words, language)}</h2>
          <p className="soft">
            <span className="chip" data-tone="green">
              {words.models.states.live}
            </span>{" "}
            {told.since(since)}
          </p>
        </div>
        {previous && (
          <Button
            variant="default"
            data-testid="rollback"
            disabled={busy || rollBack.isPending || !overview.serving.can_change}
            onClick={() => rollBack.mutate()}
          >
            {told.rollBack}
          </Button>
        )}
      </div>
      {live.frozen && <FrozenFigures frozen={live.frozen} />}
      {previous && (
        <p className="soft">
          {told.toPrevious(modelName(previous, words, language))} <Warmth overview={overview} />
        </p>
      )}
      {!overview.serving.can_change && <p className="soft">{told.cannot}</p>}
      <Refusal error={rollBack.error} />
    </section>
  );
}

/** Honest about how long going back would take. */
function Warmth({ overview }: { overview: Overview }) {
  const words = useWords().models.live;
  const { warm, warm_until } = overview.serving;
  if (warm === null || warm !== overview.previous) return <>{words.cold}</>;
  const minutes = warm_until ? Math.floor((Date.parse(warm_until) - Date.now()) / 60_000) : 0;
  return <>{minutes >= 1 ? words.warm(String(minutes)) : words.warmSoon}</>;
}
