import { NativeSelect, TextInput } from "@mantine/core";
import { localised } from "../../format";
import { useLanguage, useWords } from "../../services";
import { BOUNDS, type Bound, type Typed } from "./typed";
import type { AudiencePage } from "./types";

/** Segment, gap and behaviour; an empty field does not matter. */
export function FilterFields({
  page,
  typed,
  change,
}: {
  page: AudiencePage;
  typed: Typed;
  change: (typed: Typed) => void;
}) {
  const words = useWords().audiences.form;
  const language = useLanguage();
  const labels: Record<Bound, string> = {
    purchase: words.purchase,
    churn: words.churn,
    spent: words.spent(page.currency),
    quiet: words.quiet,
  };
  const chosen = (label: number, on: boolean): number[] =>
    on ? [...typed.segments, label] : typed.segments.filter((one) => one !== label);
  return (
    <div className="audience-filter">
      <fieldset>
        <legend>{words.segments}</legend>
        {page.segments.length === 0 && <p className="soft">{words.segmentsNone}</p>}
        {page.segments.map(({ label, name }) => (
          <label key={label} className="audience-check">
            <input
              type="checkbox"
              data-testid="audience-segment"
              checked={typed.segments.includes(label)}
              onChange={(event) => change({ ...typed, segments: chosen(label, event.currentTarget.checked) })}
            />
            {localised(name, language)}
          </label>
        ))}
      </fieldset>
      {(Object.keys(BOUNDS) as Bound[]).map((name) => (
        <fieldset key={name}>
          <legend>{labels[name]}</legend>
          <div className="audience-pair">
            {(["low", "high"] as const).map((end) => (
              <TextInput
                key={end}
                aria-label={`${labels[name]} ${end === "low" ? words.from : words.to}`}
                placeholder={end === "low" ? words.from : words.to}
                data-testid={`audience-${name}-${end}`}
                inputMode="decimal"
                value={typed[end][name]}
                onChange={(event) =>
                  change({ ...typed, [end]: { ...typed[end], [name]: event.currentTarget.value } })
                }
              />
            ))}
          </div>
        </fieldset>
      ))}
      <TextInput
        label={words.orders}
        data-testid="audience-orders"
        inputMode="numeric"
        value={typed.orders}
        onChange={(event) => change({ ...typed, orders: event.currentTarget.value })}
      />
      <NativeSelect
        label={words.gap}
        data-testid="audience-gap"
        value={typed.gap}
        onChange={(event) => change({ ...typed, gap: event.currentTarget.value as Typed["gap"] })}
        data={(["", "any", "more", "less"] as const).map((value) => ({
          value,
          label: words.gaps[value] ?? value,
        }))}
      />
      <NativeSelect
        label={words.topic}
        disabled={!typed.gap}
        value={typed.topic}
        onChange={(event) => change({ ...typed, topic: event.currentTarget.value })}
        data={[
          { value: "", label: words.anyTopic },
          ...Object.entries(page.topics).map(([value, name]) => ({
            value,
            label: localised(name, language),
          })),
        ]}
      />
    </div>
  );
}
