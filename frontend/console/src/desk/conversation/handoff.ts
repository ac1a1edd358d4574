import { named } from "../../format";
import type { Words } from "../../strings";
import type { HandoffCard } from "../../types";

/** Talk, not work: nothing that an agent would have to repeat or avoid. */
const TALK =
  /^action_(ask_(?!identity$).*|greet|thank|affirm|deny|praise|handoff|restart|rate_service|choice_expired|(announce|offer)_second|listen|session_start)$/;

/** What the assistant worked on, in order, a thing done several times in a row once with its count. */
export function triedWork(
  tried: HandoffCard["tried"],
  words: Words,
): { name: string; at: string; times: number }[] {
  const work: { name: string; at: string; times: number }[] = [];
  for (const { action, at } of tried) {
    if (TALK.test(action)) continue;
    const name = named(words.actions, action);
    const last = work.at(-1);
    if (last?.name === name) last.times += 1;
    else work.push({ name, at, times: 1 });
  }
  return work;
}

/** The facts among the slots that an agent can use; the rest is the dialogue's own bookkeeping. */
export function knownFacts(slots: Record<string, unknown>, words: Words): { label: string; value: string }[] {
  const facts: { label: string; value: string }[] = [];
  for (const [slot, label] of Object.entries(words.slots)) {
    const value = slots[slot];
    if (typeof value !== "string" && typeof value !== "number") continue;
    const text = String(value).trim();
    if (text && !facts.some((fact) => fact.label === label && fact.value === text))
      facts.push({ label, value: text });
  }
  return facts;
}
