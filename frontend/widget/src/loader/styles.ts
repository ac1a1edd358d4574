/** The look of bubble and frame, inside the shadow root: no rule of the shop's page reaches it, and none leaks out. */
export const styles = `
:host { all: initial; }
.bubble, .frame { position: fixed; z-index: 2147483000; }
.bubble {
  --accent: #27428f; --on-accent: #fff;
  inset: auto max(20px, env(safe-area-inset-right)) max(20px, env(safe-area-inset-bottom)) auto;
  width: 56px; height: 56px; padding: 0; border: 0; border-radius: 50%; cursor: pointer;
  display: grid; place-items: center; color: var(--on-accent); background: var(--accent);
  box-shadow: 0 1px 2px rgb(15 20 35 / 16%), 0 8px 24px rgb(15 20 35 / 20%);
  transition: transform 160ms ease;
}
.bubble:hover { transform: translateY(-2px); }
.bubble:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
.bubble svg { width: 26px; height: 26px; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }
.bubble[aria-expanded="true"] .talk, .bubble[aria-expanded="false"] .fold { display: none; }
.badge {
  position: absolute; top: -4px; right: -4px; min-width: 20px; height: 20px; padding: 0 5px; box-sizing: border-box;
  border-radius: 10px; border: 2px solid #fff; background: #b3261e; color: #fff;
  font: 600 11px/16px system-ui, sans-serif; text-align: center; font-variant-numeric: tabular-nums;
}
.badge[hidden], .frame[hidden] { display: none; }
.frame {
  right: max(20px, env(safe-area-inset-right)); bottom: 88px; width: 380px; height: min(640px, calc(100dvh - 108px));
  border: 0; border-radius: 16px; color-scheme: light dark; background: Canvas;
  box-shadow: 0 1px 2px rgb(15 20 35 / 12%), 0 12px 40px rgb(15 20 35 / 24%);
  animation: rise 160ms ease;
}
@keyframes rise { from { opacity: 0; transform: translateY(8px); } }
@media (max-width: 667px) {
  .frame { inset: 0; width: 100%; height: 100dvh; border-radius: 0; box-shadow: none; }
  .bubble[aria-expanded="true"] { display: none; }
}
@media (prefers-color-scheme: dark) {
  .frame { outline: 1px solid #2e3441; }
  .bubble { --accent: #3d5ab4; }
  .badge { border-color: #12151c; }
  .bubble:focus-visible { outline-color: #a9bbff; }
}
@media (prefers-reduced-motion: reduce) { .bubble { transition: none; } .frame { animation: none; } }
@media print { .bubble, .frame { display: none; } }
`;
