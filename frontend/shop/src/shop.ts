import { computed, signal } from "@preact/signals";
import { api } from "./api";
import { withAssistant } from "./assistant";
import { money, strings, type Language } from "./strings";
import type { Category, ShopInfo } from "./types";

const KEY = "shop.language";

export const language = signal<Language>(firstLanguage());
export const words = computed(() => strings[language.value]);
export const info = signal<ShopInfo | null>(null);
export const categories = signal<Category[]>([]);

/** Name of the shop, and its categories in the order of the catalogue. */
export async function loadShop(): Promise<void> {
  const known = api.info().then((shop) => (info.value = shop));
  const [products] = await Promise.all([api.products("", ""), known]);
  categories.value = [...new Map(products.map(({ category }) => [category.id, category])).values()];
}

/** A sum in the shop's currency; a space of its height until the currency is known. */
export const price = (cents: number): string =>
  info.value ? money(cents, info.value.currency, language.value) : "\u00a0";

export function setLanguage(next: Language): void {
  language.value = next;
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  withAssistant((assistant) => assistant.setLanguage(next));
}

function firstLanguage(): Language {
  let kept: string | null = null;
  try {
    kept = localStorage.getItem(KEY);
  } catch {
    // The browser's language decides.
  }
  return (kept ?? navigator.language).toLowerCase().startsWith("zh") ? "zh" : "en";
}
