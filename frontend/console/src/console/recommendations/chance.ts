import type { Apart } from "./types";

const CLEAR = 0.05;

/** Whether a difference is more than drawing lots would make; not known of reports of before. */
export function isClear(apart: Apart | undefined): boolean {
  return apart?.q_value != null && apart.q_value <= CLEAR;
}
