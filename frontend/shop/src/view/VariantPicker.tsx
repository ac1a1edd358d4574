import { language, words } from "../shop";
import { attributeLabel, attributeValue } from "../strings";
import type { Variant } from "../types";
import { optionKey, optionsOf, variantFor, type Choice } from "../variants";

interface VariantPickerProps {
  variants: readonly Variant[];
  choice: Choice;
  onChoose: (choice: Choice) => void;
}

export function VariantPicker({ variants, choice, onChoose }: VariantPickerProps) {
  const options = [...optionsOf(variants)].filter(([, values]) => values.length > 1);
  return (
    <>
      {options.map(([name, values]) => (
        <fieldset class="options" key={name}>
          <legend>{attributeLabel(name, language.value)}</legend>
          {values.map((value) => {
            const next = { ...choice, [name]: optionKey(value) };
            const variant = variantFor(variants, next);
            const out = !variant?.available;
            return (
              <button
                type="button"
                key={optionKey(value)}
                class={out ? "option out" : "option"}
                aria-pressed={choice[name] === optionKey(value)}
                title={out ? words.value.soldOut : undefined}
                onClick={() => onChoose(next)}
              >
                {attributeValue(value, language.value)}
              </button>
            );
          })}
        </fieldset>
      ))}
    </>
  );
}
