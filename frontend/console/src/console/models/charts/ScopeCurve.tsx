import { useWords } from "../../../services";
import type { Report } from "../types";
import { exactPercent } from "../wording";
import { Chart, across, up } from "./Chart";

const FEW = 50;

/** What noticing strange messages costs the others. */
export function ScopeCurve({ scope }: { scope: NonNullable<Report["scope"]> }) {
  const words = useWords().models.charts.scope;
  const { curve, used } = scope;
  const few = scope.out_of_scope < FEW ? ` ${words.few(String(scope.out_of_scope))}` : "";
  return (
    <Chart
      title={words.finding(exactPercent(used.oos_recall), exactPercent(used.in_scope_accuracy))}
      help={words.help + few}
      x={words.x}
      y={words.y}
      file="scope"
      rows={[
        ["threshold", "in_scope_accuracy", "oos_recall"],
        ...curve.map((one) => [one.threshold ?? "", one.in_scope_accuracy, one.oos_recall]),
      ]}
    >
      <polyline
        className="scope-line"
        points={curve.map((one) => `${across(one.oos_recall)},${up(one.in_scope_accuracy)}`).join(" ")}
      />
      <circle className="dot" cx={across(used.oos_recall)} cy={up(used.in_scope_accuracy)} r={5}>
        <title>{words.used}</title>
      </circle>
    </Chart>
  );
}
