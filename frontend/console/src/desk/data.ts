import { useQuery } from "@tanstack/react-query";
import { useObservable } from "../observable";
import { useLanguage, useServices } from "../services";
import { keys } from "./live/cache";

/** While the socket is away the desk asks; while it is live a rare look mends what a lost frame left. */
function usePause(lost: number): number {
  return useObservable(useServices().socket.link) === "live" ? 60_000 : lost;
}

export function useQueue() {
  const { api } = useServices();
  const refetchInterval = usePause(10_000);
  return useQuery({ queryKey: keys.queue, queryFn: ({ signal }) => api.queue(signal), refetchInterval });
}

export function useConversation(id: string) {
  const { api } = useServices();
  const refetchInterval = usePause(5_000);
  return useQuery({
    queryKey: keys.conversation(id),
    queryFn: ({ signal }) => api.conversation(id, signal),
    refetchInterval,
  });
}

export function useCustomer(id: string) {
  const { api } = useServices();
  const language = useLanguage();
  return useQuery({
    queryKey: keys.customer(id, language),
    queryFn: ({ signal }) => api.customer(id, language, signal),
    staleTime: 60_000,
  });
}

/** The shop's currency, for sums that come without one. */
export function useCurrency(): string {
  const { api } = useServices();
  const { data } = useQuery({ queryKey: ["currency"], queryFn: () => api.currency(), staleTime: Infinity });
  return data ?? "USD";
}
