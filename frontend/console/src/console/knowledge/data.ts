import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useServices } from "../../services";
import { CONSOLE } from "../queries";
import type { ArticleText, Part } from "./types";

const key = [...CONSOLE, "knowledge"] as const;

export function useGaps() {
  const { knowledge } = useServices();
  return useQuery({ queryKey: key, queryFn: ({ signal }) => knowledge.page(signal), staleTime: 15_000 });
}

export function useQuestions(gap: string, part: Part) {
  const { knowledge } = useServices();
  return useQuery({
    queryKey: [...key, gap, part],
    queryFn: ({ signal }) => knowledge.questions(gap, part, signal),
  });
}

export function useDraft(id: string) {
  const { knowledge } = useServices();
  return useQuery({
    queryKey: [...key, "draft", id],
    queryFn: ({ signal }) => knowledge.draft(id, signal),
    // What is typed here must not be replaced by what was stored.
    staleTime: Infinity,
  });
}

export function useGapDeeds() {
  const { knowledge } = useServices();
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: CONSOLE });
  return {
    toInbox: useMutation({ mutationFn: (gap: string) => knowledge.toInbox(gap), onSettled }),
    toArticle: useMutation({ mutationFn: (gap: string) => knowledge.toArticle(gap), onSettled }),
  };
}

export function useDraftDeeds(id: string) {
  const { knowledge } = useServices();
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: CONSOLE });
  return {
    save: useMutation({ mutationFn: (text: ArticleText) => knowledge.save(id, text), onSettled }),
    /** Publishes what is on the screen, not what was stored last. */
    publish: useMutation({
      mutationFn: async (text: ArticleText) => {
        await knowledge.save(id, text);
        return knowledge.publish(id);
      },
      onSettled,
    }),
    remove: useMutation({ mutationFn: () => knowledge.remove(id), onSettled }),
  };
}
