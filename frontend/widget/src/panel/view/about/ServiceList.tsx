import { localised } from "../../../strings";
import { dayName } from "../../format";
import type { PartProps } from "./AboutYou";

/** What the customer said of the service: what they expect, what they got, and a way to take it back. */
export function ServiceList({ panel, page, busy, change }: PartProps) {
  const words = panel.about.value;
  const language = panel.language.value;
  if (page.service.length === 0) return null;
  return (
    <div data-testid="about-service">
      <h3>{words.service}</h3>
      <p class="soft">{words.serviceNote}</p>
      <ul class="about-list">
        {page.service.map((one) => {
          const name = localised(one.name, language);
          return (
            <li key={one.id} data-testid="service-answer">
              <p class="about-fact">
                <strong>{name}</strong>
              </p>
              <p class="about-fact">
                {one.expected !== null && words.expects(one.expected)}
                {one.expected !== null && one.experienced !== null && " · "}
                {one.experienced !== null && words.got(one.experienced)}
              </p>
              <div class="about-row">
                <span class="about-source">
                  {words.serviceSources[one.source] ?? one.source} · {dayName(one.at, language)}
                </span>
                <button
                  type="button"
                  class="quiet"
                  data-testid="service-remove"
                  aria-label={words.removeOne(name)}
                  disabled={busy}
                  onClick={() => void change((who) => panel.api.removeAnswer(who, one.id))}
                >
                  {words.remove}
                </button>
              </div>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
