import { useWords } from "../../../services";
import type { Report } from "../types";
import { exactPercent } from "../wording";
import { Chart, across, up } from "./Chart";

/** Whether the confidence means what it says. */
export function Reliability({ calibration }: { calibration: Report["calibration"] }) {
  const words = useWords().models.charts.reliability;
  const bins = calibration.bins.filter(({ count }) => count > 0);
  const gap = bins.reduce((sum, one) => sum + one.count * (one.confidence - one.accuracy), 0);
  const finding = gap > 0 ? words.over : words.under;
  return (
    <Chart
      title={finding(exactPercent(calibration.ece))}
      help={words.help}
      x={words.x}
      y={words.y}
      file="reliability"
      rows={[
        ["low", "high", "messages", "confidence", "accuracy"],
        ...calibration.bins.map((one) => [one.low, one.high, one.count, one.confidence, one.accuracy]),
      ]}
    >
      {bins.map((one) => (
        <rect
          key={one.low}
          className="bar"
          x={across(one.low) + 2}
          width={across(one.high) - across(one.low) - 4}
          y={up(one.accuracy)}
          height={up(0) - up(one.accuracy)}
        >
          <title>{`${exactPercent(one.accuracy)} · ${words.messages(String(one.count))}`}</title>
        </rect>
      ))}
      <line className="ideal" x1={across(0)} y1={up(0)} x2={across(1)} y2={up(1)} />
    </Chart>
  );
}
