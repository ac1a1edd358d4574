import { useState } from "preact/hooks";
import { localised } from "../../../strings";
import type { Said } from "../../about";
import { dayName } from "../../format";
import type { PartProps } from "./AboutYou";
import { EditSaid } from "./EditSaid";

/** What the customer told us: each with where and when, why it is kept, and a way to change it. */
export function SaidList(props: PartProps) {
  const { panel, page } = props;
  const words = panel.about.value;
  const [editing, setEditing] = useState<string | null>(null);
  const more = page.said_in_all - page.said.length;
  return (
    <div data-testid="about-said">
      <h3>{words.said}</h3>
      {page.said.length === 0 && <p class="soft">{words.saidNone}</p>}
      <ul class="about-list">
        {page.said.map((one) => (
          <li key={one.id} data-testid="said" data-kind={one.kind}>
            {editing === one.id ? (
              <EditSaid {...props} said={one} done={() => setEditing(null)} />
            ) : (
              <SaidRow {...props} said={one} edit={() => setEditing(one.id)} />
            )}
          </li>
        ))}
      </ul>
      {more > 0 && <p class="soft">{words.more(more)}</p>}
    </div>
  );
}

function SaidRow({ panel, said, busy, change, edit }: PartProps & { said: Said; edit: () => void }) {
  const words = panel.about.value;
  const language = panel.language.value;
  const label = localised(said.label, language);
  return (
    <>
      <p class="about-fact">
        <span class="soft">{words.kinds[said.kind] ?? said.kind}</span> <strong>{label}</strong>
        {!said.wanted && <span class="chip plain">{words.notWanted}</span>}
      </p>
      <p class="about-source">
        {words.sources[said.source] ?? said.source} · {dayName(said.said_at, language)}
        {said.contradicted && ` · ${words.contradicted}`}
      </p>
      <div class="about-row">
        <details>
          <summary>{words.why}</summary>
          <p>{localised(said.used, language)}</p>
        </details>
        <button
          type="button"
          class="quiet"
          data-testid="said-edit"
          aria-label={words.editOne(label)}
          disabled={busy}
          onClick={edit}
        >
          {words.edit}
        </button>
        <button
          type="button"
          class="quiet"
          data-testid="said-remove"
          aria-label={words.removeOne(label)}
          disabled={busy}
          onClick={() => void change((who) => panel.api.remove(who, said.id))}
        >
          {words.remove}
        </button>
      </div>
    </>
  );
}
