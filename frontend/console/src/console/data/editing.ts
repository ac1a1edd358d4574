import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError } from "../../api/client";
import { useServices, useWords } from "../../services";
import type { Language } from "../../types";
import { CONSOLE } from "../queries";
import { refusal } from "../refusal";
import type { Example } from "../types";

type Deed =
  | { step: "edit"; example: Example; to: string; intent: string | null }
  | { step: "remove"; example: Example }
  | { step: "add"; language: Language; intent: string; marked: string };

/** Changes of one example; what was refused stays in its place with the reason. */
export function useEditing(onDone: () => void) {
  const { admin } = useServices();
  const words = useWords();
  const queries = useQueryClient();
  const [problem, setProblem] = useState<string | null>(null);
  const change = useMutation({
    mutationFn: (deed: Deed) => {
      if (deed.step === "add") return admin.add(deed.language, deed.intent, deed.marked);
      return deed.step === "edit"
        ? admin.edit(deed.example, deed.to, deed.intent)
        : admin.remove(deed.example);
    },
    onMutate: () => setProblem(null),
    onSuccess: async () => {
      // Lines below may have moved: everything that shows lines is asked for again.
      await queries.invalidateQueries({ queryKey: CONSOLE });
      onDone();
    },
    onError: (error) => {
      setProblem(refusal(error, words));
      if (error instanceof ApiError && error.status === 409)
        void queries.invalidateQueries({ queryKey: CONSOLE });
    },
  });
  return {
    edit: (deed: Omit<Extract<Deed, { step: "edit" }>, "step">) => change.mutate({ step: "edit", ...deed }),
    remove: (example: Example) => change.mutate({ step: "remove", example }),
    add: (deed: Omit<Extract<Deed, { step: "add" }>, "step">) => change.mutate({ step: "add", ...deed }),
    problem,
    busy: change.isPending,
    reset: () => setProblem(null),
  };
}
