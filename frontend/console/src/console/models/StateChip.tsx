import { Tooltip } from "@mantine/core";
import { useWords } from "../../services";
import type { ModelState } from "./types";

const tones: Record<ModelState, string> = {
  live: "green",
  previous: "amber",
  candidate: "accent",
  retired: "neutral",
};

export function StateChip({ state }: { state: ModelState }) {
  const words = useWords().models;
  return (
    <Tooltip label={words.stateHelp[state]}>
      <span className="chip" data-tone={tones[state]}>
        {words.states[state]}
      </span>
    </Tooltip>
  );
}
