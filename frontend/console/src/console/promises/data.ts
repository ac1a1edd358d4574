import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useServices } from "../../services";
import type { Month } from "./types";

const TASKS = ["promise-tasks"] as const;

export function usePromiseTasks() {
  const { promises } = useServices();
  return useQuery({
    queryKey: TASKS,
    queryFn: ({ signal }) => promises.tasks(signal),
    refetchInterval: 30_000,
  });
}

export function useLookedInto() {
  const { promises } = useServices();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => promises.lookedInto(id),
    onSuccess: (left) => queries.setQueryData(TASKS, left),
    // Somebody else may have closed it meanwhile.
    onError: () => void queries.invalidateQueries({ queryKey: TASKS }),
  });
}

export function useMonths() {
  const { promises } = useServices();
  return useQuery({
    queryKey: ["console", "promises"],
    queryFn: ({ signal }) => promises.months(signal),
    staleTime: 30_000,
  });
}

export function useBehind(month: Month) {
  const { promises } = useServices();
  return useQuery({
    queryKey: ["console", "promises", month.month, month.kind],
    queryFn: ({ signal }) => promises.behind(month, signal),
  });
}
