import { startWidget, type AttuneApi } from "./widget";

declare global {
  interface Window {
    Attune?: AttuneApi;
  }
}

/** The script tag that brought us here; a shop may have renamed or moved it, so its own address decides the origin. */
function ownScript(): HTMLScriptElement | null {
  const current = document.currentScript;
  if (current instanceof HTMLScriptElement) return current;
  return document.querySelector<HTMLScriptElement>('script[src*="widget.js"]');
}

function start(script: HTMLScriptElement): void {
  // A second script tag, or a page that runs its scripts again, finds the widget there and leaves it alone.
  if (window.Attune) return;
  window.Attune = startWidget({
    source: new URL(script.src, location.href),
    language: script.dataset.language ?? null,
    token: script.dataset.token || null,
    accent: script.dataset.accent ?? null,
  });
  window.dispatchEvent(new CustomEvent("attune:ready"));
}

const script = ownScript();
if (script) {
  if (document.body) start(script);
  else document.addEventListener("DOMContentLoaded", () => start(script), { once: true });
}
