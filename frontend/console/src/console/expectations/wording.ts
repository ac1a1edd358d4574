import type { Language } from "../../types";

/** A share in [0, 1] in whole per cent. */
export function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

/** "a, b and c", as the language joins them. */
export function joined(names: string[], language: Language): string {
  return new Intl.ListFormat(language, { type: "conjunction" }).format(names);
}
