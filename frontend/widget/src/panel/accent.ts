import { formatColour, mix, parseColour, readableOn, textOn, type Rgb } from "../colour";

const SURFACE: Record<"light" | "dark", Rgb> = { light: [255, 255, 255], dark: [18, 21, 28] };

/** CSS variables for a shop's own accent on the given surface; null where the colour is not one. */
export function accentVariables(
  text: string | null,
  scheme: "light" | "dark",
): Record<string, string> | null {
  const accent = parseColour(text);
  if (!accent) return null;
  const surface = SURFACE[scheme];
  const soft = mix(surface, accent, scheme === "light" ? 0.1 : 0.22);
  return {
    "--accent": formatColour(accent),
    "--on-accent": formatColour(textOn(accent)),
    "--accent-soft": formatColour(soft),
    "--accent-text": formatColour(readableOn(accent, soft)),
  };
}

/** Applies the shop's accent, and again whenever the system changes between light and dark. */
export function applyAccent(text: string | null, root: HTMLElement): void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const apply = (): void => {
    const variables = accentVariables(text, dark.matches ? "dark" : "light");
    for (const [name, value] of Object.entries(variables ?? {})) root.style.setProperty(name, value);
  };
  apply();
  dark.addEventListener("change", apply);
}
