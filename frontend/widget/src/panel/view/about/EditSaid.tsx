import { useEffect, useRef, useState } from "preact/hooks";
import { localised } from "../../../strings";
import { centsOf, typedCents, type Said } from "../../about";
import type { PartProps } from "./AboutYou";

/** One statement being corrected: its value, and whether it is wanted. */
export function EditSaid({
  panel,
  page,
  said,
  busy,
  change,
  done,
}: PartProps & { said: Said; done: () => void }) {
  const words = panel.about.value;
  const money = said.kind === "budget";
  const [value, setValue] = useState(money ? typedCents(said.value) : said.value);
  const [wanted, setWanted] = useState(said.wanted);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>("input, select")?.focus(), []);
  const stored = money ? centsOf(value)?.toString() : value.trim();

  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (stored && (await change((who) => panel.api.correct(who, said.id, stored, wanted)))) done();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    done();
  };
  const options: [string, string][] | null =
    said.kind === "category"
      ? Object.entries(page.categories).map(([id, name]) => [id, localised(name, panel.language.value)])
      : said.kind === "behaviour"
        ? Object.entries(words.deeds)
        : null;

  return (
    <form class="about-edit" ref={form} onSubmit={(event) => void save(event)} onKeyDown={onKeyDown}>
      <label>
        <span class="soft">
          {words.kinds[said.kind] ?? said.kind}
          {money && ` (${page.currency})`}
        </span>
        {options ? (
          <select
            data-testid="said-value"
            value={value}
            onChange={(event) => setValue(event.currentTarget.value)}
          >
            {!options.some(([id]) => id === value) && (
              <option value={value}>{localised(said.label, panel.language.value)}</option>
            )}
            {options.map(([id, name]) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        ) : (
          <input
            data-testid="said-value"
            value={value}
            maxLength={120}
            inputMode={money ? "decimal" : "text"}
            onInput={(event) => setValue(event.currentTarget.value)}
          />
        )}
      </label>
      {!money && (
        <label class="about-check">
          <input
            type="checkbox"
            data-testid="said-wanted"
            checked={wanted}
            onChange={(event) => setWanted(event.currentTarget.checked)}
          />
          {words.wanted}
        </label>
      )}
      <div class="ask-buttons">
        <button type="submit" class="primary" data-testid="said-save" disabled={busy || !stored}>
          {words.save}
        </button>
        <button type="button" class="quiet" onClick={done}>
          {words.cancel}
        </button>
      </div>
    </form>
  );
}
