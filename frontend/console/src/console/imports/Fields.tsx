import { percent } from "../../format";
import { useWords } from "../../services";
import { Explained } from "../models/Explained";
import type { Field } from "./types";

const measures = ["completeness", "validity", "uniqueness", "freshness"] as const;

/** Each field's quality as bars: as it came, and as it was taken. */
export function Fields({ fields }: { fields: Field[] }) {
  const words = useWords().imports;
  return (
    <section className="sheet" data-testid="import-fields">
      <h2>{words.fieldsTitle}</h2>
      <p className="soft import-legend">
        <span className="import-key" data-when="before" /> {words.before}{" "}
        <span className="import-key" data-when="after" /> {words.after}
      </p>
      <div className="table-scroll">
        <table className="models-table import-table">
          <thead>
            <tr>
              <th>{words.field}</th>
              {measures.map((measure) => (
                <th key={measure}>
                  <Explained as="span" name={words.measures[measure]} help={words.measureHelp[measure]} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {fields.map((field) => (
              <tr key={`${field.table}.${field.field}`}>
                <td>
                  <span className="soft">{words.tables[field.table] ?? field.table}</span> {field.field}
                </td>
                {measures.map((measure) => (
                  <td key={measure} data-label={words.measures[measure]}>
                    <Bars before={field.before[measure]} after={field.after[measure]} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Bars({ before, after }: { before: number | null; after: number | null }) {
  if (before === null && after === null) return <>–</>;
  return (
    <div>
      <Bar when="before" share={before} />
      <Bar when="after" share={after} />
    </div>
  );
}

function Bar({ when, share }: { when: "before" | "after"; share: number | null }) {
  const words = useWords().imports;
  if (share === null) return null;
  return (
    <div className="import-bar">
      <meter className="import-meter" data-when={when} value={share} aria-label={words[when]} />
      <span className="tabular">{exact(share)}</span>
    </div>
  );
}

/** Whole percents, but never a hundred where something is missing, and never none where something is there. */
function exact(share: number): string {
  const whole = Math.round(share * 100);
  const hides = (whole === 100 && share < 1) || (whole === 0 && share > 0);
  return hides ? `${(share * 100).toFixed(1)} %` : percent(share);
}
