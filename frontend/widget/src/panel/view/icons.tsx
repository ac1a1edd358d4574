import type { ComponentChildren } from "preact";

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

/** Stands in where a product has no picture: drawn, so that nothing is fetched. */
export function ProductDrawing() {
  return (
    <svg class="drawing" viewBox="0 0 64 64" aria-hidden="true" focusable="false">
      <path d="M14 24h36l-3 27H17z" />
      <path d="M23 29v-9a9 9 0 0 1 18 0v9" />
    </svg>
  );
}
