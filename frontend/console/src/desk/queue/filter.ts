import type { Row } from "../../types";

export const TABS = ["waiting", "mine", "all"] as const;
export type Tab = (typeof TABS)[number];

export function rowsOf(rows: readonly Row[], tab: Tab, staffId: string): readonly Row[] {
  switch (tab) {
    case "waiting":
      return rows.filter((row) => row.state === "waiting");
    case "mine":
      return rows.filter(
        (row) => row.holder?.id === staffId && (row.state === "human" || row.state === "snoozed"),
      );
    case "all":
      return rows;
  }
}

/** Unhurried under 5 minutes, pressing from 15: the desk's own marks, no promise to customers. */
export function urgency(waitingSince: string, now: Date): "calm" | "soon" | "late" {
  const minutes = (now.getTime() - new Date(waitingSince).getTime()) / 60_000;
  return minutes < 5 ? "calm" : minutes < 15 ? "soon" : "late";
}
