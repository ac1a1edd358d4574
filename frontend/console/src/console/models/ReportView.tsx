import { useWords } from "../../services";
import { ConfidenceChart } from "./charts/ConfidenceChart";
import { Reliability } from "./charts/Reliability";
import { ScopeCurve } from "./charts/ScopeCurve";
import type { Report } from "./types";
import { FALLBACK, topic } from "./wording";

/** A model by itself on the frozen test. */
export function ReportView({ report }: { report: Report }) {
  return (
    <>
      <div className="models-charts" data-testid="report">
        <Reliability calibration={report.calibration} />
        <ConfidenceChart confidence={report.confidence} />
        {report.scope && <ScopeCurve scope={report.scope} />}
      </div>
      <Confused report={report} />
    </>
  );
}

function Confused({ report }: { report: Report }) {
  const words = useWords();
  const told = words.models.charts.confused;
  const worst = report.confused[0];
  const finding = ({ actual, predicted }: Report["confused"][number]): string =>
    predicted === FALLBACK
      ? told.turnedAway(topic(actual, words))
      : told.finding(topic(actual, words), topic(predicted, words));
  return (
    <section className="sheet">
      <h2>{worst ? finding(worst) : told.none}</h2>
      {worst && (
        <div className="table-scroll table-tall">
          <table className="models-table plain">
            <thead>
              <tr>
                <th>{told.meant}</th>
                <th>{told.taken}</th>
                <th className="figure">{told.times}</th>
                <th>{told.example}</th>
              </tr>
            </thead>
            <tbody>
              {report.confused.map(({ actual, predicted, count, examples }) => (
                <tr key={`${actual} ${predicted}`}>
                  <td>{topic(actual, words)}</td>
                  <td>{topic(predicted, words)}</td>
                  <td className="figure">{count}</td>
                  <td className="soft confused-example">{examples[0]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
