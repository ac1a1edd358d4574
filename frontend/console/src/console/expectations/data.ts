import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useServices } from "../../services";
import type { Evidence } from "./types";

const key = ["expectations"] as const;

export function useExpectations() {
  const { expectations } = useServices();
  return useQuery({ queryKey: [...key], queryFn: ({ signal }) => expectations.overview(signal) });
}

/** The server computes; what it said before stays until it has answered. */
export function useAnswers(evidence: Evidence, wanted: boolean) {
  const { expectations } = useServices();
  return useQuery({
    queryKey: [...key, "answers", evidence],
    queryFn: () => expectations.ask(evidence),
    enabled: wanted,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

/** The evidence with this state given, or taken back where it was given. */
export function toggled(evidence: Evidence, node: string, state: string): Evidence {
  const { [node]: before, ...rest } = evidence;
  return before === state ? rest : { ...rest, [node]: state };
}
