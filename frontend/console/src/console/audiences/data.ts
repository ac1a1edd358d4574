import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useServices } from "../../services";
import type { Draft, Filter } from "./types";

const key = ["console", "audiences"] as const;

export function useAudiences() {
  const { audiences } = useServices();
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => audiences.list(signal),
    refetchInterval: 30_000,
  });
}

/** Whom a filter would reach; null: it cannot be asked for as it is. */
export function usePreview(filter: Filter | null) {
  const { audiences } = useServices();
  return useQuery({
    queryKey: [...key, "preview", filter],
    queryFn: () => audiences.preview(filter ?? {}),
    enabled: filter !== null,
    placeholderData: keepPreviousData,
  });
}

export function useAudienceDeeds() {
  const { audiences } = useServices();
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: key });
  return {
    save: useMutation({
      mutationFn: ({ id, draft }: { id: string | null; draft: Draft }) => audiences.save(id, draft),
      onSettled,
    }),
    run: useMutation({
      mutationFn: ({ id, deed }: { id: string; deed: "start" | "stop" }) => audiences.run(id, deed),
      onSettled,
    }),
    remove: useMutation({ mutationFn: (id: string) => audiences.remove(id), onSettled }),
  };
}
