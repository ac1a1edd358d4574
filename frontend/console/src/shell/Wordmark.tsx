/** The name with its drawing: a curve that settles. */
export function Wordmark() {
  return (
    <span className="wordmark">
      <svg width="24" height="24" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
        <rect width="32" height="32" rx="8" fill="var(--accent)" />
        <path
          d="M7 18c2.2 0 2.2-7 4.5-7s2.3 12 4.5 12 2.3-14 4.5-14 2.3 9 4.5 9"
          fill="none"
          stroke="var(--on-accent)"
          strokeWidth="2.4"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      <span className="wordmark-name">Attune</span>
    </span>
  );
}
