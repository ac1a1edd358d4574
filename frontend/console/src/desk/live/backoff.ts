const FIRST = 800;
const LONGEST = 30_000;

/** Milliseconds before the next try after `failures` failed ones: doubling, with jitter so that desks do not return as one. */
export function backoff(failures: number, random: () => number = Math.random): number {
  const full = Math.min(LONGEST, FIRST * 2 ** Math.max(0, failures - 1));
  return full * (0.5 + random() * 0.5);
}
