import { useWords } from "../../services";
import type { HandoffCard } from "../../types";
import { Mood } from "../Mood";
import { sparkline } from "./sparkline";

const WIDTH = 112;
const HEIGHT = 32;

/** How the mood went, message by message, with the words that the curve ends on. */
export function MoodCurve({ sentiments }: { sentiments: HandoffCard["sentiments"] }) {
  const words = useWords();
  const first = sentiments[0];
  const last = sentiments.at(-1);
  if (!first || !last) return null;
  const points = sparkline(
    sentiments.map(({ score }) => score),
    WIDTH,
    HEIGHT,
  );
  const same = first.label === last.label;
  const [from, to] = [words.sentiment[first.label], words.sentiment[last.label]];
  const told = same ? words.handoff.moodSame(to) : words.handoff.moodFrom(from, to);
  const end = points.at(-1);
  return (
    <span className="curve">
      {!same && <Mood label={first.label} />}
      {points.length > 1 && (
        <svg
          width={WIDTH}
          height={HEIGHT}
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          role="img"
          aria-label={words.handoff.moodLabel(sentiments.length, told)}
        >
          <line x1="0" x2={WIDTH} y1={HEIGHT / 2} y2={HEIGHT / 2} className="curve-zero" />
          <polyline points={points.map(({ x, y }) => `${x},${y}`).join(" ")} className="curve-line" />
          {end && <circle cx={end.x} cy={end.y} r="3" className="curve-end" />}
        </svg>
      )}
      <Mood label={last.label} />
    </span>
  );
}
