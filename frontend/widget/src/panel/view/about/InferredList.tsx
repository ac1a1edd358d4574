import { localised } from "../../../strings";
import type { AboutPage } from "../../about";
import type { Panel } from "../../panel";

/** Our guesses, in the colour of guesses and with the word beside it, each with what it was told from. */
export function InferredList({ panel, page }: { panel: Panel; page: AboutPage }) {
  const words = panel.about.value;
  const language = panel.language.value;
  const note = page.choices.personalise ? words.inferredNote : words.inferredOff;
  return (
    <div data-testid="about-inferred">
      <h3>{words.inferred}</h3>
      <p class="soft">{page.inferred.length === 0 ? words.inferredNone : note}</p>
      <ul class="about-list">
        {page.inferred.map((one, at) => (
          <li key={at} class="about-guess" data-testid="inferred" data-code={one.code}>
            <span class="about-tag">{words.guess}</span>
            <p>{localised(one.text, language)}</p>
            <details>
              <summary>{words.why}</summary>
              <p>{localised(one.why, language)}</p>
            </details>
          </li>
        ))}
      </ul>
    </div>
  );
}
