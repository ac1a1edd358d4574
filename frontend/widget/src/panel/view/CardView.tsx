import { useState } from "preact/hooks";
import { price } from "../format";
import { httpAddress } from "../links";
import type { Panel } from "../panel";
import type { ButtonOption, Card } from "../types";
import { OrderCard } from "./OrderCard";
import { ProductCard } from "./ProductCard";

export interface CardProps {
  panel: Panel;
  card: Card;
  money: (value: string | number | null | undefined) => string;
}

export function CardView({ panel, card }: { panel: Panel; card: Card }) {
  const money: CardProps["money"] = (value) => price(value, panel.currency.value, panel.language.value);
  const View = card.kind === "order" ? OrderCard : ProductCard;
  return <View panel={panel} card={card} money={money} />;
}

/** A card's title, linked where it has an address: the shop's own pages open in the shop, others in a new tab. */
export function CardTitle({ panel, card, title }: { panel: Panel; card: Card; title: string }) {
  const href = httpAddress(card.url, panel.settings.origin);
  if (!href) return <>{title}</>;
  const ownPage = new URL(href).origin === panel.settings.origin;
  return (
    <a
      href={href}
      target={ownPage ? "_parent" : "_blank"}
      rel="noopener noreferrer"
      onClick={() => card.kind === "product" && void panel.session.noteOpened(card.id)}
    >
      {title}
    </a>
  );
}

/** The first button is the card's one primary action; the others ("not this") stay quiet. Each can be chosen once. */
export function CardButtons({ panel, buttons }: { panel: Panel; buttons: ButtonOption[] }) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  if (buttons.length === 0) return null;
  return (
    <div class="card-buttons">
      {buttons.map((button, at) => (
        <button
          type="button"
          key={button.id}
          class={at === 0 ? "primary" : "quiet"}
          data-testid="card-button"
          disabled={chosen.has(button.id)}
          onClick={(event) => {
            event.stopPropagation();
            setChosen(new Set([...chosen, button.id]));
            panel.session.press(button.id, button.title);
          }}
        >
          {button.title}
          {chosen.has(button.id) && <span class="unseen"> ({panel.words.value.chosen})</span>}
        </button>
      ))}
    </div>
  );
}
