import { useEffect, useRef, useState } from "preact/hooks";
import { api } from "../api";
import { customer, shopAs, signInFailed, type Customer } from "../customer";
import { useLoaded } from "../load";
import { language, words } from "../shop";
import { localised } from "../strings";
import type { Localised } from "../types";

/** The demo's sign-in: shop as one of the made-up customers, so that the assistant knows someone. */
export function PersonaMenu() {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return;
    const outside = (event: Event): void => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, [open]);
  const name = customer.value?.name ?? words.value.visitor;
  return (
    <div
      class="persona"
      ref={box}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !open) return;
        setOpen(false);
        button.current?.focus();
      }}
    >
      <button
        type="button"
        ref={button}
        class="persona-button"
        data-testid="shop-as"
        aria-expanded={open}
        aria-label={`${words.value.shopAs}: ${name}`}
        onClick={() => setOpen(!open)}
      >
        {words.value.shopAs} <span class="persona-name">{name}</span>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="m7 10 5 5 5-5" />
        </svg>
      </button>
      {open && <Personas onDone={() => setOpen(false)} />}
    </div>
  );
}

function Personas({ onDone }: { onDone: () => void }) {
  const [loaded, retry] = useLoaded(api.personas, []);
  const choose = async (next: Customer | null): Promise<void> => {
    await shopAs(next);
    if (!signInFailed.value) onDone();
  };
  return (
    <div class="personas">
      <p class="hint">{words.value.personaHint}</p>
      {signInFailed.value && <p class="trouble">{words.value.signInFailed}</p>}
      <Choice
        name={words.value.visitor}
        about={words.value.visitorAbout}
        id={null}
        onChoose={() => choose(null)}
      />
      {loaded.step === "failed" && (
        <p class="trouble">
          {words.value.failed}{" "}
          <button type="button" class="plain-link" onClick={retry}>
            {words.value.retry}
          </button>
        </p>
      )}
      {loaded.step === "ready" &&
        loaded.value.map((persona) => (
          <Choice
            key={persona.customer_id}
            id={persona.customer_id}
            name={persona.name}
            about={persona.about}
            onChoose={() => choose({ id: persona.customer_id, name: persona.name })}
          />
        ))}
    </div>
  );
}

interface ChoiceProps {
  id: string | null;
  name: string;
  about: Localised | null | undefined;
  onChoose: () => void;
}

function Choice({ id, name, about, onChoose }: ChoiceProps) {
  const chosen = (customer.value?.id ?? null) === id;
  return (
    <button
      type="button"
      class="choice"
      data-testid="persona"
      data-id={id ?? ""}
      aria-pressed={chosen}
      onClick={onChoose}
    >
      <span class="choice-name">{name}</span>
      {about && <span class="choice-about">{localised(about, language.value)}</span>}
    </button>
  );
}
