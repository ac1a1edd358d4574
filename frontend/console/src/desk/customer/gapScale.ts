import type { FamilyGap, TopicGap } from "../../types";

const MOST = 5;
/** Bits at the ends of a bar; what is beyond is drawn at the end, its number says how far. */
export const ENDS = 3;

/** The place of so many bits on a bar from 0 to 100. */
export function onScale(bits: number): number {
  return 50 + (50 * Math.max(-ENDS, Math.min(ENDS, bits))) / ENDS;
}

/** Bits with their sign, a minus as long as the plus. */
export function signed(bits: number): string {
  const text = Math.abs(bits).toFixed(1);
  return text === "0.0" ? "0.0" : `${bits < 0 ? "−" : "+"}${text}`;
}

/** The topics worth a line: nothing where nothing was said, else flags first, then the largest gaps. */
export function shown(family: FamilyGap): TopicGap[] {
  return family.said === 0 ? [] : family.topics.slice(0, MOST);
}
