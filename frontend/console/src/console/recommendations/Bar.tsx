import type { Estimate } from "./types";

/** A share of 1 as a bar; its number stands beside it. */
export function ShareBar({ share }: { share: number }) {
  return (
    <svg className="fair-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect className="fair-track" width="100" height="8" />
      <rect className="fair-share" width={share * 100} height="8" />
    </svg>
  );
}

/** A mean in its interval, on an axis from 0 to `most`. */
export function IntervalBar({ estimate, most }: { estimate: Estimate; most: number }) {
  const place = (value: number) => (most > 0 ? (value / most) * 100 : 0);
  const low = place(estimate.low);
  return (
    <svg className="fair-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect className="fair-track" width="100" height="8" />
      <rect className="fair-interval" x={low} width={place(estimate.high) - low} height="8" />
      <rect className="fair-share" x={Math.max(0, place(estimate.mean) - 0.5)} width="1" height="8" />
    </svg>
  );
}
