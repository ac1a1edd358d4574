import { formatColour, textOn, type Rgb } from "../colour";
import { bubbleStrings, type Language } from "../strings";
import { styles } from "./styles";

const TALK =
  '<svg class="talk" viewBox="0 0 24 24" aria-hidden="true"><path d="M4 5.5h16v11h-8.5L7 20v-3.5H4z"/><path d="M8 9.5h8M8 12.5h5"/></svg>';
const FOLD = '<svg class="fold" viewBox="0 0 24 24" aria-hidden="true"><path d="m6 9.5 6 6 6-6"/></svg>';

/** The part of the widget that stands in the shop's page: bubble, badge, and the frame once it is needed. */
export interface Shell {
  readonly frame: HTMLIFrameElement | null;
  loadFrame(address: string): HTMLIFrameElement;
  show(open: boolean): void;
  showUnread(count: number): void;
  showLanguage(language: Language): void;
  focusBubble(): void;
}

/** Builds the shell at the end of `document.body`. `onPress` is called when the bubble is pressed. */
export function buildShell(language: Language, accent: Rgb | null, onPress: () => void): Shell {
  const host = document.createElement("div");
  host.id = "attune-widget";
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  root.adoptedStyleSheets = [sheet];

  const bubble = document.createElement("button");
  bubble.type = "button";
  bubble.className = "bubble";
  bubble.dataset.testid = "widget-bubble";
  bubble.setAttribute("aria-expanded", "false");
  bubble.innerHTML = TALK + FOLD;
  if (accent) {
    bubble.style.setProperty("--accent", formatColour(accent));
    bubble.style.setProperty("--on-accent", formatColour(textOn(accent)));
  }
  const badge = document.createElement("span");
  badge.className = "badge";
  badge.dataset.testid = "unread";
  badge.hidden = true;
  bubble.append(badge);
  bubble.addEventListener("click", onPress);
  root.append(bubble);
  document.body.append(host);

  let frame: HTMLIFrameElement | null = null;
  let unread = 0;
  let open = false;
  const label = (): void => {
    const words = bubbleStrings[language];
    const action = open ? words.close : words.open;
    bubble.setAttribute("aria-label", unread && !open ? `${action}, ${words.unread(unread)}` : action);
    if (frame) frame.title = words.title;
  };
  label();

  return {
    get frame() {
      return frame;
    },
    loadFrame(address) {
      frame = document.createElement("iframe");
      frame.className = "frame";
      frame.hidden = true;
      frame.src = address;
      label();
      root.prepend(frame);
      return frame;
    },
    show(next) {
      open = next;
      if (frame) frame.hidden = !open;
      bubble.setAttribute("aria-expanded", String(open));
      label();
    },
    showUnread(count) {
      unread = count;
      badge.hidden = count === 0;
      badge.textContent = count > 99 ? "99+" : String(count);
      label();
    },
    showLanguage(next) {
      language = next;
      label();
    },
    focusBubble: () => bubble.focus(),
  };
}
