import type { Variant } from "./types";

export type Choice = Record<string, string>;

/** A value of an option as a key: localised values are compared as a whole. */
export function optionKey(value: Variant["options"][string]): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** Option names in the order in which the variants name them, each with its distinct values. */
export function optionsOf(variants: readonly Variant[]): Map<string, Variant["options"][string][]> {
  const options = new Map<string, Variant["options"][string][]>();
  for (const variant of variants) {
    for (const [name, value] of Object.entries(variant.options)) {
      const values = options.get(name) ?? [];
      if (!values.some((known) => optionKey(known) === optionKey(value))) values.push(value);
      options.set(name, values);
    }
  }
  return options;
}

export function choiceOf(variant: Variant | undefined): Choice {
  return Object.fromEntries(
    Object.entries(variant?.options ?? {}).map(([name, value]) => [name, optionKey(value)]),
  );
}

/** The variant with exactly these options, if the shop has it. */
export function variantFor(variants: readonly Variant[], choice: Choice): Variant | undefined {
  return variants.find((variant) =>
    Object.entries(variant.options).every(([name, value]) => choice[name] === optionKey(value)),
  );
}
