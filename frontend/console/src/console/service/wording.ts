/** A gap with its sign, as "−0.8" or "+0.3". */
export function signed(value: number): string {
  const shown = Math.abs(value).toFixed(1);
  if (shown === "0.0") return shown;
  return `${value < 0 ? "−" : "+"}${shown}`;
}

/** What an interval says of a gap: it lies on one side of none, or nothing can be told. */
export function verdict(low: number, high: number): "short" | "over" | "open" {
  if (high < 0) return "short";
  return low > 0 ? "over" : "open";
}
