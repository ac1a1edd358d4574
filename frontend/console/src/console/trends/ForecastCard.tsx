import { aboutMoney, date, number, percent } from "../../format";
import { useLanguage, useWords } from "../../services";
import { draw, HEIGHT, WIDTH } from "./drawing";
import type { Series } from "./types";

/** A series with its forecast: what is expected next, how sure that is, and how it was told. */
export function ForecastCard({ series, currency }: { series: Series; currency: string }) {
  const words = useWords();
  const text = words.trends;
  const language = useLanguage();
  const amount = (value: number) =>
    series.unit === "cents"
      ? aboutMoney(value, currency, language)
      : number(value < 10 ? Math.round(value * 10) / 10 : Math.round(value), language);
  const intent = series.name.startsWith("questions:") ? series.name.slice("questions:".length) : null;
  const intents: Record<string, string> = words.intents;
  const own: Record<string, string> = text.series;
  const name = intent ? (intents[intent] ?? intent) : (own[series.name] ?? series.name);
  const [next] = series.points;
  const drawing = draw(series);
  const models: Record<string, string> = text.models;
  const { relative, coverage80 } = series.measured;
  const first = series.past[0];
  const last = series.points.at(-1);
  const day = (at: string) => date(at, language, new Date());
  return (
    <section className="sheet trend" data-testid="forecast" data-name={series.name}>
      <h2>{name}</h2>
      {next && <p>{text.next[series.step](amount(next.value), amount(next.low80), amount(next.high80))}</p>}
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={text.picture(name)}>
        <path className="trend-band" d={drawing.band95} />
        <path className="trend-band" d={drawing.band80} />
        <line className="trend-now" x1={drawing.now} x2={drawing.now} y1={12} y2={HEIGHT - 24} />
        <path className="trend-line" d={drawing.past} />
        <path className="trend-line trend-ahead" d={drawing.ahead} />
        {drawing.dots.map(({ x, y, point }) => (
          <circle key={point.at} className="trend-dot" cx={x} cy={y} r={6}>
            <title>{`${day(point.at)}: ${amount(point.value)}`}</title>
          </circle>
        ))}
        <text x={8} y={10}>
          {amount(drawing.top)}
        </text>
        <text x={8} y={HEIGHT - 6}>
          {first && day(first.at)}
        </text>
        <text x={WIDTH - 8} y={HEIGHT - 6} textAnchor="end">
          {last && day(last.at)}
        </text>
      </svg>
      <p className="soft">
        {text.told(models[series.model] ?? series.model)}{" "}
        {relative < 0.995 ? text.better(percent(1 - relative)) : text.noBetter}{" "}
        {coverage80 !== null && text.held(percent(coverage80))} {series.hurried && text.hurried}
      </p>
    </section>
  );
}
