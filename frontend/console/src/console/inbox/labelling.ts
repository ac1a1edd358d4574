import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useServices, useWords } from "../../services";
import { CONSOLE } from "../queries";
import { refusal } from "../refusal";
import type { InboxPage, Label } from "../types";

type Deed = { id: string; text: string } & ({ step: "label"; label: Label } | { step: "dismiss" | "reopen" });

/** Deciding on messages: a decided one leaves the list at once and comes back where the server refuses. */
export function useLabelling() {
  const { admin } = useServices();
  const words = useWords();
  const queries = useQueryClient();
  const [problem, setProblem] = useState<{ id: string; text: string } | null>(null);
  const inbox = [...CONSOLE, "inbox"];

  const decide = useMutation({
    mutationFn: (deed: Deed) =>
      deed.step === "label" ? admin.label(deed.id, deed.label) : admin.decide(deed.id, deed.step),
    onMutate: async (deed: Deed) => {
      setProblem(null);
      await queries.cancelQueries({ queryKey: inbox });
      queries.setQueriesData<InboxPage>({ queryKey: inbox }, (page) => page && without(page, deed.id));
    },
    onError: (error, deed) => setProblem({ id: deed.id, text: `${deed.text}: ${refusal(error, words)}` }),
    onSettled: () => {
      // The last of a quick row of decisions loads the list again; one in between would bring back the others.
      if (queries.isMutating() > 1) return;
      void queries.invalidateQueries({ queryKey: inbox });
      void queries.invalidateQueries({ queryKey: [...CONSOLE, "changes"] });
    },
  });
  return { decide: decide.mutate, problem, dismissProblem: () => setProblem(null) };
}

function without(page: InboxPage, id: string): InboxPage {
  const items = page.items.filter((item) => item.id !== id);
  return { ...page, items, total: page.total - (page.items.length - items.length) };
}
