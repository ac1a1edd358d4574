import { useSignal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Language } from "../../strings";
import type { Panel } from "../panel";
import { saveText, transcript } from "../transcript";
import { MenuIcon } from "./icons";

const languages: [Language, string][] = [
  ["en", "English"],
  ["zh", "中文"],
];

export function Menu({ panel }: { panel: Panel }) {
  // A signal, because a key may come before the next rendering and must not be taken for the panel's.
  const shown = useSignal(false);
  const open = shown.value;
  const [asking, setAsking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const words = panel.words.value;
  const messages = panel.session.timeline.value.messages;

  const shut = (): void => {
    shown.value = false;
    setAsking(false);
  };
  useEffect(() => {
    if (!open) return;
    const outside = (event: Event): void => {
      if (!box.current?.contains(event.target as Node)) shut();
    };
    document.addEventListener("pointerdown", outside);
    addEventListener("blur", shut);
    return () => {
      document.removeEventListener("pointerdown", outside);
      removeEventListener("blur", shut);
    };
  }, [open]);
  useEffect(() => {
    if (open) box.current?.querySelector<HTMLElement>(".menu button")?.focus();
  }, [open, asking]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || !shown.value) return;
    event.preventDefault();
    shut();
    button.current?.focus();
  };
  const download = (): void => {
    const text = transcript(messages, panel.shopName.value, panel.currency.value, panel.language.value);
    saveText(text, `conversation-${new Date().toISOString().slice(0, 10)}.txt`);
    shut();
  };
  const aboutYou = (): void => {
    panel.view.value = "about";
    shut();
  };
  const startOver = (): void => {
    panel.session.startOver();
    panel.view.value = "chat";
    shut();
    panel.focusRequests.value += 1;
  };

  return (
    <div class="menu-box" ref={box} onKeyDown={onKeyDown}>
      <button
        type="button"
        ref={button}
        class="icon-button"
        data-testid="menu"
        aria-label={words.menu}
        title={words.menu}
        aria-expanded={open}
        aria-controls="menu"
        onClick={() => (open ? shut() : (shown.value = true))}
      >
        <MenuIcon />
      </button>
      {open && (
        <div class="menu" id="menu">
          <fieldset class="languages">
            <legend>{words.language}</legend>
            {languages.map(([language, name]) => (
              <button
                type="button"
                key={language}
                lang={language === "zh" ? "zh-CN" : "en"}
                data-testid={`language-${language}`}
                aria-pressed={panel.language.value === language}
                onClick={() => panel.setLanguage(language)}
              >
                {name}
              </button>
            ))}
          </fieldset>
          {asking ? (
            <div class="ask">
              <p>{words.startOverAsk}</p>
              <div class="ask-buttons">
                <button type="button" class="primary" data-testid="start-over-confirm" onClick={startOver}>
                  {words.startOverYes}
                </button>
                <button type="button" class="quiet" onClick={shut}>
                  {words.cancel}
                </button>
              </div>
            </div>
          ) : (
            <button type="button" class="item" data-testid="start-over" onClick={() => setAsking(true)}>
              {words.startOver}
            </button>
          )}
          <button type="button" class="item" data-testid="about-you" onClick={aboutYou}>
            {panel.about.value.title}
          </button>
          <button
            type="button"
            class="item"
            data-testid="transcript"
            disabled={messages.length === 0}
            onClick={download}
          >
            {words.transcript}
          </button>
        </div>
      )}
    </div>
  );
}
