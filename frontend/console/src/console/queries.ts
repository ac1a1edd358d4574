import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { DataFilter, InboxFilter } from "../api/console";
import { useServices } from "../services";

/** Everything of the console begins with this key: one change may show on any of its pages. */
export const CONSOLE = ["console"] as const;

export function useInbox(filter: InboxFilter) {
  const { admin } = useServices();
  return useQuery({
    queryKey: [...CONSOLE, "inbox", filter],
    queryFn: ({ signal }) => admin.inbox(filter, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });
}

export function useIntents() {
  const { admin } = useServices();
  return useQuery({
    queryKey: [...CONSOLE, "intents"],
    queryFn: ({ signal }) => admin.intents(signal),
    staleTime: 60_000,
  });
}

export function useChanges(open: boolean) {
  const { admin } = useServices();
  return useQuery({
    queryKey: [...CONSOLE, "changes"],
    queryFn: ({ signal }) => admin.changes(signal),
    enabled: open,
    staleTime: 0,
  });
}

export function useExamples(filter: DataFilter) {
  const { admin } = useServices();
  return useQuery({
    queryKey: [...CONSOLE, "data", filter],
    queryFn: ({ signal }) => admin.data(filter, signal),
    placeholderData: keepPreviousData,
  });
}

export function useProblems() {
  const { admin } = useServices();
  return useQuery({
    queryKey: [...CONSOLE, "problems"],
    queryFn: ({ signal }) => admin.problems(signal),
    staleTime: 30_000,
  });
}

export function useSegments() {
  const { admin } = useServices();
  return useQuery({
    queryKey: [...CONSOLE, "segments"],
    queryFn: ({ signal }) => admin.segments(signal),
    staleTime: 60_000,
  });
}
