import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useServices } from "../../services";
import type { RuleFilter } from "./types";

const key = ["console", "trends"] as const;

export function useForecasts() {
  const { mining } = useServices();
  return useQuery({
    queryKey: [...key, "forecasts"],
    queryFn: ({ signal }) => mining.forecasts(signal),
    staleTime: 60_000,
  });
}

export function useRules(filter: RuleFilter) {
  const { mining } = useServices();
  return useQuery({
    queryKey: [...key, "rules", filter],
    queryFn: ({ signal }) => mining.rules(filter, signal),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}
