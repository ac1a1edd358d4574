import { useWords } from "../../services";

/** What the numbers above mean, where a narrow screen has no column names to point at. */
export function Definitions({ of }: { of: readonly (readonly [string, string])[] }) {
  return (
    <details className="models-details">
      <summary>{useWords().recommendations.meaning}</summary>
      <dl className="fair-definitions">
        {of.map(([name, help]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="soft">{help}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
