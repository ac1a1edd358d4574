import { UnstyledButton } from "@mantine/core";
import { useId, useState } from "react";
import { date, localised, money } from "../../format";
import { Icon } from "../../icons";
import { useLanguage, useWords } from "../../services";
import type { Words } from "../../strings";
import type { Language, Order } from "../../types";
import { useNow } from "../now";
import { StatusChip } from "../StatusChip";
import { Section } from "./Section";

const SHOWN = 3;

export function Orders({ orders }: { orders: readonly Order[] }) {
  const words = useWords();
  const [all, setAll] = useState(false);
  const shown = all ? orders : orders.slice(0, SHOWN);
  return (
    <Section title={words.customer.orders} testId="orders">
      {orders.length === 0 && <p className="soft">{words.customer.noOrders}</p>}
      <ul className="orders">
        {shown.map((order) => (
          <li key={order.id}>
            <OrderRow order={order} />
          </li>
        ))}
      </ul>
      {shown.length < orders.length && (
        <UnstyledButton className="more" onClick={() => setAll(true)}>
          {words.customer.more(orders.length - shown.length)}
        </UnstyledButton>
      )}
    </Section>
  );
}

function OrderRow({ order }: { order: Order }) {
  const words = useWords();
  const language = useLanguage();
  const now = useNow();
  const [open, setOpen] = useState(false);
  const body = useId();
  const pieces = order.lines.reduce((sum, line) => sum + line.quantity, 0);
  return (
    <div className="order" data-testid="order" data-open={open}>
      <UnstyledButton
        className="order-head"
        aria-expanded={open}
        aria-controls={body}
        onClick={() => setOpen(!open)}
      >
        <span className="order-line">
          <strong className="tabular">{order.display_id}</strong>
          <StatusChip status={order.status} />
          <span className="order-total tabular">{money(order.total_cents, order.currency, language)}</span>
        </span>
        <span className="order-line soft">
          <span className="clip">{when(order, words, language, now)}</span>
          <span className="order-total">{words.customer.items(pieces)}</span>
          <Icon name="down" size={14} />
        </span>
      </UnstyledButton>
      <ul id={body} className="order-lines" hidden={!open}>
        {order.lines.map((line) => (
          <li key={line.id}>
            <span className="tabular soft">{words.transcript.quantity(line.quantity)}</span>
            <span>
              {localised(line.name, language)}{" "}
              <span className="soft">{Object.values(line.options).join(", ")}</span>
            </span>
            <span className="tabular">
              {money(line.unit_price_cents * line.quantity, order.currency, language)}
            </span>
          </li>
        ))}
        {order.tracking.length > 0 && (
          <li className="order-tracking soft">
            {words.customer.tracking} <span className="tabular">{order.tracking.join(", ")}</span>
          </li>
        )}
      </ul>
    </div>
  );
}

/** When it was placed, and when it arrived or should. */
function when(order: Order, words: Words, language: Language, now: Date): string {
  const parts: string[] = [];
  if (order.placed_at) parts.push(words.customer.placed(date(order.placed_at, language, now)));
  if (order.delivered_at) parts.push(words.customer.delivered(date(order.delivered_at, language, now)));
  else if (order.expected_at && order.status !== "cancelled") {
    parts.push(words.customer.expected(date(order.expected_at, language, now)));
  }
  return parts.join(" · ");
}
