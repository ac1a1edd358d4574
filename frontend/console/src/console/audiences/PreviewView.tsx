import { number } from "../../format";
import { useLanguage, useWords } from "../../services";
import { usePreview } from "./data";
import type { Filter } from "./types";

/** How many the filter fits, and how many of them may be written to; by reason why not. */
export function PreviewView({ filter }: { filter: Filter | null }) {
  const words = useWords().audiences;
  const language = useLanguage();
  const { data } = usePreview(filter);
  return (
    <div className="audience-preview" role="status" data-testid="audience-preview">
      <h3>{words.preview.title}</h3>
      {filter === null && <p className="audience-wrong">{words.form.wrong}</p>}
      {filter !== null && data && (
        <>
          <p>
            {words.preview.fits(number(data.fitting, language), number(data.customers, language))}{" "}
            <strong>{words.preview.reach(number(data.reachable, language))}</strong>
          </p>
          <ul>
            {Object.entries(data.barred).map(([why, count]) => (
              <li key={why} className="soft">
                {number(count, language)} {words.preview.why[why] ?? why}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
