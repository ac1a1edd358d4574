import { parseColour } from "../colour";
import { seal, unseal, type ToHost, type ToPanel } from "../protocol";
import { languageOf } from "../strings";
import { createEmitter, type Emitter } from "./events";
import { flag } from "./memory";
import { buildShell } from "./shell";

export interface AttuneApi {
  /** Opens the panel, and loads it where that has not happened yet. */
  open(): void;
  close(): void;
  /** Tells who the customer is: a token that the shop's server signed; null signs out and ends the conversation here. */
  identify(token: string | null): void;
  /** Changes the widget's language while it runs ("en", "zh", or a tag that starts so). */
  setLanguage(tag: string): void;
  on: Emitter["on"];
}

export interface WidgetOptions {
  /** Address of the loader script: the panel lies beside it, and only its origin is listened to. */
  source: URL;
  language: string | null;
  token: string | null;
  accent: string | null;
}

const SMALL = "(max-width: 667px)";

/** Puts the widget into the page and returns what the page may call. */
export function startWidget(options: WidgetOptions): AttuneApi {
  const emitter = createEmitter();
  const accent = parseColour(options.accent);
  const hasConversation = flag(() => localStorage, "attune.conversation");
  const wasOpen = flag(() => sessionStorage, "attune.open");
  let language = languageOf(options.language) ?? languageOf(navigator.language) ?? "en";
  // undefined: the page has said nothing about who the customer is; null: it has said that nobody is signed in.
  let token: string | null | undefined = options.token ?? undefined;
  let chosenLanguage: string | null = null;
  let open = false;
  let ready = false;
  let takeFocus = true;

  const shell = buildShell(language, accent, () => (open ? close() : show(true)));

  const panelAddress = (): string => {
    const address = new URL("widget/panel.html", options.source);
    const query = new URLSearchParams({ host: location.origin, page: location.href.slice(0, 500) });
    // Only what the page states: the panel itself falls back on the customer's own choice, then on the browser.
    if (languageOf(options.language)) query.set("language", language);
    if (accent && options.accent) query.set("accent", options.accent.trim());
    address.hash = query.toString();
    return address.href;
  };
  const tell = (message: ToPanel): void => {
    if (ready) shell.frame?.contentWindow?.postMessage(seal(message), options.source.origin);
  };
  const load = (): void => {
    if (!shell.frame) shell.loadFrame(panelAddress());
  };

  function show(focus: boolean): void {
    if (open) return;
    open = true;
    takeFocus = focus;
    load();
    shell.show(true);
    wasOpen.write(true);
    tell({ type: "open", focus });
    emitter.emit("open", undefined);
  }
  function close(): void {
    if (!open) return;
    open = false;
    shell.show(false);
    wasOpen.write(false);
    tell({ type: "close" });
    shell.focusBubble();
    emitter.emit("close", undefined);
  }

  const heard: { [Type in ToHost["type"]]: (message: Extract<ToHost, { type: Type }>) => void } = {
    ready() {
      ready = true;
      if (token !== undefined) tell({ type: "identify", token });
      if (chosenLanguage) tell({ type: "language", language: chosenLanguage });
      if (open) tell({ type: "open", focus: takeFocus });
    },
    close,
    unread({ count }) {
      shell.showUnread(count);
      emitter.emit("unread", { count });
    },
    language(message) {
      language = message.language;
      shell.showLanguage(language);
    },
    conversation({ exists }) {
      hasConversation.write(exists);
      emitter.emit("conversation", { exists });
    },
    identified: ({ name }) => emitter.emit("identified", { name }),
    error: ({ code, message }) => emitter.emit("error", { code, message }),
  };

  window.addEventListener("message", (event) => {
    const frame = shell.frame?.contentWindow;
    if (!frame) return;
    const message = unseal<ToHost>(event, { window: frame, origin: options.source.origin });
    if (message && Object.hasOwn(heard, message.type)) heard[message.type](message as never);
  });
  window.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && open && !event.defaultPrevented) close();
  });

  if (wasOpen.read() && !matchMedia(SMALL).matches) show(false);
  else if (hasConversation.read()) whenIdle(load);

  return {
    open: () => show(true),
    close,
    identify(next) {
      token = next;
      tell({ type: "identify", token });
    },
    setLanguage(tag) {
      chosenLanguage = tag;
      language = languageOf(tag) ?? language;
      shell.showLanguage(language);
      tell({ type: "language", language: tag });
    },
    on: emitter.on,
  };
}

/** After the page's own work, so that a waiting reply never slows the shop. */
function whenIdle(work: () => void): void {
  if ("requestIdleCallback" in window) requestIdleCallback(work, { timeout: 4000 });
  else setTimeout(work, 1500);
}
