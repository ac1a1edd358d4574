import { money } from "../../format";
import { Icon } from "../../icons";
import { useLanguage, useWords } from "../../services";
import type { Card } from "../../types";
import { useCurrency } from "../data";
import { StatusChip } from "../StatusChip";

/** A product or order as the customer was shown it, on few lines. */
export function CardView({ card }: { card: Card }) {
  const words = useWords();
  const language = useLanguage();
  const currency = useCurrency();
  const price =
    card.price === null || card.price === undefined ? null : money(card.price, currency, language);
  return (
    <div className="card" data-kind={card.kind}>
      <p className="card-head">
        <Icon name="box" />
        <strong className="clip">{card.title}</strong>
        {card.status && <StatusChip status={card.status} />}
        {price && <span className="card-price tabular">{price}</span>}
      </p>
      {card.subtitle && <p className="soft">{card.subtitle}</p>}
      {card.lines?.map((line, at) => (
        <p key={at} className="card-line">
          <span className="tabular soft">{words.transcript.quantity(line.quantity)}</span> {line.name}
        </p>
      ))}
      {card.reason && <p className="inferred-text">{card.reason}</p>}
    </div>
  );
}
