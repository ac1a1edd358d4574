import type { RefObject } from "react";
import { named, percent } from "../../format";
import { Icon } from "../../icons";
import { useWords } from "../../services";
import { IntentHelp } from "../intents/IntentHelp";
import { IntentSearch } from "../intents/IntentSearch";
import type { Intent, Item } from "../types";

interface Props {
  item: Item;
  intents: readonly Intent[];
  chosen: string | null;
  onChoose: (intent: string) => void;
  open: boolean;
  search: RefObject<HTMLInputElement | null>;
}

/** What the message is: the model's guesses by number, all others by name, and what the chosen one means. */
export function IntentPart({ item, intents, chosen, onChoose, open, search }: Props) {
  const words = useWords();
  const text = words.console.inbox;
  return (
    <section className="label-part" aria-label={text.intent}>
      <h2>{text.intent}</h2>
      {item.corrected?.intent && (
        <p className="label-corrected">
          <Icon name="person" size={14} />
          {text.correctedBy(named(words.intents, item.corrected.intent))}
        </p>
      )}
      {open && (
        <>
          <ol className="guesses" aria-label={text.guesses}>
            {item.guesses.map((guess, at) => (
              <li key={guess.name}>
                <button
                  type="button"
                  aria-pressed={chosen === guess.name}
                  data-testid={`guess-${at + 1}`}
                  onClick={() => onChoose(guess.name)}
                >
                  <kbd>{at + 1}</kbd>
                  <span className="clip">{named(words.intents, guess.name)}</span>
                  <span className="inferred tabular">{percent(guess.confidence)}</span>
                </button>
              </li>
            ))}
            {item.guesses.length === 0 && <li className="soft">{text.noGuesses}</li>}
          </ol>
          <IntentSearch
            intents={intents}
            chosen={chosen}
            onChoose={onChoose}
            label={text.searchIntent}
            field={search}
          />
        </>
      )}
      {chosen && (
        <p className="label-chosen" data-testid="chosen-intent">
          <Icon name="check" size={16} />
          <strong>{named(words.intents, chosen)}</strong>
          <code>{chosen}</code>
        </p>
      )}
      <IntentHelp intent={intents.find(({ name }) => name === chosen)} />
    </section>
  );
}
