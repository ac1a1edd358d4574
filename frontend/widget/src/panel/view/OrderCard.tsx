import { CardButtons, CardTitle, type CardProps } from "./CardView";

const tone: Record<string, string> = {
  delivered: "good",
  shipped: "good",
  cancelled: "bad",
  return_requested: "open",
  exchange_requested: "open",
};

export function OrderCard({ panel, card, money }: CardProps) {
  const words = panel.words.value;
  const status = card.status ? (words.orderStatus[card.status] ?? card.status) : null;
  const total = money(card.price);
  // A bare number is worded as an order; a title that already says so is left as it is.
  const title = /^[#A-Z]?[A-Z]?\d+$/.test(card.title) ? words.orderNumber(card.title) : card.title;
  return (
    <section class="card order" data-testid="order-card" data-id={card.id} aria-label={title}>
      <div class="order-head">
        <h2>
          <CardTitle panel={panel} card={card} title={title} />
        </h2>
        {status && <span class={`chip ${tone[card.status ?? ""] ?? "plain"}`}>{status}</span>}
      </div>
      {card.subtitle && <p class="soft">{card.subtitle}</p>}
      {card.lines && card.lines.length > 0 && (
        <ul class="order-lines">
          {card.lines.map((line, at) => (
            <li key={at}>
              <span>
                {line.name}
                {(line.quantity ?? 1) > 1 && <span class="soft"> {words.quantity(line.quantity ?? 1)}</span>}
              </span>
              <span class="number">{money(line.price)}</span>
            </li>
          ))}
        </ul>
      )}
      {total && (
        <p class="order-total">
          <span>{words.total}</span>
          <span class="number">{total}</span>
        </p>
      )}
      {card.reason && <p class="reason">{card.reason}</p>}
      <CardButtons panel={panel} buttons={card.buttons ?? []} />
    </section>
  );
}
