import { useState } from "preact/hooks";
import { httpAddress } from "../links";
import { CardButtons, CardTitle, type CardProps } from "./CardView";
import { ProductDrawing } from "./icons";

export function ProductCard({ panel, card, money }: CardProps) {
  const [broken, setBroken] = useState(false);
  const picture = broken ? null : httpAddress(card.image, panel.settings.origin);
  const cost = money(card.price);
  return (
    <section class="card product" data-testid="product-card" data-id={card.id} aria-label={card.title}>
      <div class="picture">
        {picture ? (
          <img
            src={picture}
            alt=""
            loading="lazy"
            referrerpolicy="no-referrer"
            onError={() => setBroken(true)}
          />
        ) : (
          <ProductDrawing card={card} />
        )}
      </div>
      <div class="facts">
        <h2>
          <CardTitle panel={panel} card={card} title={card.title} />
        </h2>
        {card.subtitle && <p class="soft">{card.subtitle}</p>}
        {cost && <p class="price">{cost}</p>}
        {card.reason && (
          <p class="reason" data-testid="reason" title={card.reason}>
            {card.reason}
          </p>
        )}
      </div>
      <CardButtons panel={panel} buttons={card.buttons ?? []} />
    </section>
  );
}
