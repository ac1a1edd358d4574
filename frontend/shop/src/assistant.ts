import type { AttuneApi } from "../../widget/src/loader/widget";
import type { Language } from "./strings";

/** Puts the assistant into the page as any shop would: one script tag. */
export function embedAssistant(language: Language): void {
  const script = document.createElement("script");
  script.src = "/widget.js";
  script.async = true;
  script.dataset.language = language;
  document.head.append(script);
}

/** Calls `use` with the assistant, now or once its script has run; never where it cannot be loaded. */
export function withAssistant(use: (assistant: AttuneApi) => void): void {
  const { Attune } = window;
  if (Attune) use(Attune);
  else addEventListener("attune:ready", () => window.Attune && use(window.Attune), { once: true });
}

declare global {
  interface Window {
    Attune?: AttuneApi;
  }
}
