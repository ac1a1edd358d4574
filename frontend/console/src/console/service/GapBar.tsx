/** A gap in its interval, on an axis from -4 to 4 with a line at none. */
export function GapBar({ gap, low, high }: { gap: number; low: number; high: number }) {
  const place = (value: number) => ((value + 4) / 8) * 100;
  return (
    <svg className="service-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect className="service-track" width="100" height="8" />
      <rect className="service-interval" x={place(low)} width={place(high) - place(low)} height="8" />
      <rect className="service-none" x="49.7" width="0.6" height="8" />
      <rect className="service-gap" x={place(gap) - 0.75} width="1.5" height="8" />
    </svg>
  );
}
