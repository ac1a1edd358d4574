import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReviewFilter } from "../../api/mining";
import { useServices } from "../../services";
import type { ReviewState } from "./types";

const key = ["console", "review"] as const;

export function useReview(filter: ReviewFilter) {
  const { mining } = useServices();
  return useQuery({
    queryKey: [...key, filter],
    queryFn: ({ signal }) => mining.review(filter, signal),
    placeholderData: keepPreviousData,
  });
}

export function useEvidence(id: string, wanted: boolean) {
  const { mining } = useServices();
  return useQuery({
    queryKey: [...key, "evidence", id],
    queryFn: ({ signal }) => mining.evidence(id, signal),
    enabled: wanted,
    staleTime: 60_000,
  });
}

/** An admin's word on an item; the lists of all states may change by it. */
export function useDecision(id: string) {
  const { mining } = useServices();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ state, note }: { state: ReviewState; note: string }) => mining.decide(id, state, note),
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  });
}
