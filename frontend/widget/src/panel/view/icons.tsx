import type { ComponentChildren } from "preact";
import { drawingFor } from "../../../../drawings";
import type { Card } from "../types";

function Icon({ children }: { children: ComponentChildren }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

export const MenuIcon = () => (
  <Icon>
    <path d="M5 7h14M5 12h14M5 17h14" />
  </Icon>
);

export const CloseIcon = () => (
  <Icon>
    <path d="m6.5 6.5 11 11m0-11-11 11" />
  </Icon>
);

export const BackIcon = () => (
  <Icon>
    <path d="M19 12H5.5M11 6l-6 6 6 6" />
  </Icon>
);

export const SendIcon = () => (
  <Icon>
    <path d="M12 19V5.5M6 11l6-6 6 6" />
  </Icon>
);

export const DownIcon = () => (
  <Icon>
    <path d="M12 5v13.5M6 13l6 6 6-6" />
  </Icon>
);

/**
 * Stands in where a product has no picture: drawn, so that nothing is fetched. The drawings know English words only;
 * under a Chinese title the product's id, and else its category, tells its kind.
 */
export function ProductDrawing({ card }: { card: Card }) {
  const drawing = drawingFor(card.title, card.id, card.category ?? "");
  return (
    <svg class="drawing" viewBox="0 0 96 96" aria-hidden="true" focusable="false">
      <path class="body" d={drawing.body} />
      <path d={drawing.lines} />
    </svg>
  );
}
