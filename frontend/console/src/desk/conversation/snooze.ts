export const SNOOZES = [15, 60, "tomorrow"] as const;
export type Snooze = (typeof SNOOZES)[number];

const MORNING = 9;

/** Whole minutes from `now`; "tomorrow" ends at nine in the reader's morning. */
export function minutesOf(snooze: Snooze, now: Date): number {
  if (snooze !== "tomorrow") return snooze;
  const morning = new Date(now);
  morning.setDate(now.getDate() + 1);
  morning.setHours(MORNING, 0, 0, 0);
  return Math.max(1, Math.round((morning.getTime() - now.getTime()) / 60_000));
}
