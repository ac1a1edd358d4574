import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useServices } from "../../services";
import type { Deployment, Job, Overview } from "./types";

const key = ["models"] as const;
const OFTEN = 500;
const SELDOM = 15_000;

export function isWorking(job: Job | null): boolean {
  return job !== null && job.finished_at === null;
}

export function isUnderWay(deployment: Deployment | null): boolean {
  return deployment !== null && deployment.finished_at === null;
}

/** The page's data; asked for often while something moves. */
export function useModels() {
  const { models } = useServices();
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => models.overview(signal),
    refetchInterval: ({ state }) => {
      const now = state.data as Overview | undefined;
      if (!now) return SELDOM;
      return isUnderWay(now.deployment) || isWorking(now.job) ? OFTEN : SELDOM;
    },
  });
}

/** `live` is part of the question: after a promotion the comparison is another one. */
export function useComparison(id: string, live: string | null, wanted: boolean) {
  const { models } = useServices();
  return useQuery({
    queryKey: [...key, "comparison", id, live],
    queryFn: ({ signal }) => models.comparison(id, signal),
    enabled: wanted,
    retry: false,
    staleTime: Infinity,
  });
}

export function useReport(id: string) {
  const { models } = useServices();
  return useQuery({
    queryKey: [...key, "report", id],
    queryFn: ({ signal }) => models.report(id, signal),
    retry: false,
    staleTime: Infinity,
  });
}

/** The three things that one does here; each is followed by a look at what it changed. */
export function useDeeds() {
  const { models } = useServices();
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: key, exact: true });
  return {
    train: useMutation({ mutationFn: () => models.train(), onSettled }),
    rollBack: useMutation({ mutationFn: () => models.rollBack(), onSettled }),
    promote: useMutation({
      mutationFn: (wish: { id: string; force: boolean; reason: string }) =>
        models.promote(wish.id, wish.force, wish.reason),
      onSettled,
    }),
  };
}
