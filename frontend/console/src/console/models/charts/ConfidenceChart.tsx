import { useWords } from "../../../services";
import type { Report } from "../types";
import { Chart, across, up } from "./Chart";

const SURE = 0.9;

/** How confidences are spread, over right and wrong answers. */
export function ConfidenceChart({ confidence }: { confidence: Report["confidence"] }) {
  const words = useWords().models.charts.confidence;
  const { edges, right, wrong } = confidence;
  const most = Math.max(1, ...right.map((count, place) => count + (wrong[place] ?? 0)));
  const mistakes = wrong.reduce((sum, count) => sum + count, 0);
  const sure = wrong.reduce((sum, count, place) => sum + ((edges[place] ?? 0) >= SURE ? count : 0), 0);
  return (
    <Chart
      title={words.finding(String(sure), String(mistakes))}
      help={words.help}
      x={words.x}
      y={
        <>
          <i className="swatch" /> {words.right} <i className="swatch swatch-wrong" /> {words.wrong}
        </>
      }
      top={String(most)}
      file="confidence"
      rows={[
        ["low", "high", "right", "wrong"],
        ...right.map((count, place) => [edges[place] ?? 0, edges[place + 1] ?? 1, count, wrong[place] ?? 0]),
      ]}
    >
      {right.map((count, place) => {
        const [low, high] = [edges[place] ?? 0, edges[place + 1] ?? 1];
        const missed = wrong[place] ?? 0;
        const box = { x: across(low) + 1, width: across(high) - across(low) - 2 };
        return (
          <g key={low}>
            <title>{`${low}–${high}: ${words.right} ${count}, ${words.wrong} ${missed}`}</title>
            <rect {...box} className="bar" y={up(count / most)} height={up(0) - up(count / most)} />
            <rect
              {...box}
              className="bar-wrong"
              y={up((count + missed) / most)}
              height={up(0) - up(missed / most)}
            />
          </g>
        );
      })}
    </Chart>
  );
}
