import { useState } from "preact/hooks";
import type { Choices } from "../../about";
import type { PartProps } from "./AboutYou";

/** What the customer allows; the one that deletes asks first. */
export function ChoiceList({ panel, page, busy, change }: PartProps) {
  const words = panel.about.value;
  const [asking, setAsking] = useState(false);
  const choose = async (choices: Partial<Choices>): Promise<void> => {
    await change((who) => panel.api.choose(who, choices));
    setAsking(false);
  };
  const set = (name: keyof Choices, on: boolean): void => {
    if (name === "keep" && !on) setAsking(true);
    else void choose({ [name]: on });
  };
  const rows: [keyof Choices, string, string][] = [
    ["personalise", words.personalise, words.personaliseHelp],
    ["ask", words.ask, words.askHelp],
    ["offers", words.offers, words.offersHelp],
    ["keep", words.keep, words.keepHelp],
  ];
  return (
    <div data-testid="about-choices">
      <h3>{words.choices}</h3>
      {rows.map(([name, label, help]) => (
        <label key={name} class="about-choice">
          <input
            type="checkbox"
            role="switch"
            data-testid={`choice-${name}`}
            checked={page.choices[name]}
            onClick={(event) => {
              // What is shown is what the server keeps: the box changes with its answer.
              event.preventDefault();
              set(name, !page.choices[name]);
            }}
          />
          <span>
            {label}
            <span class="soft">{help}</span>
          </span>
        </label>
      ))}
      {asking && (
        <div class="ask" role="alertdialog" aria-label={words.keep}>
          <p>{words.keepAsk}</p>
          <div class="ask-buttons">
            <button
              type="button"
              class="primary"
              data-testid="choice-keep-confirm"
              disabled={busy}
              onClick={() => void choose({ keep: false })}
            >
              {words.keepYes}
            </button>
            <button type="button" class="quiet" onClick={() => setAsking(false)}>
              {words.cancel}
            </button>
          </div>
        </div>
      )}
    </div>
  );
}
