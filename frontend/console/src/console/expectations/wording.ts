import type { Language } from "../../types";

/** "a, b and c", as the language joins them. */
export function joined(names: string[], language: Language): string {
  return new Intl.ListFormat(language, { type: "conjunction" }).format(names);
}
