import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError } from "../../api/client";
import type { Step } from "../../api/desk";
import { useServices, useStaff, useWords } from "../../services";
import { refresh, storeRow } from "../live/cache";
import { whyNot } from "./conflict";

interface Wanted {
  step: Step;
  minutes?: number;
}

export interface Steps {
  take: (step: Step, minutes?: number) => void;
  /** The step that is on its way. */
  busy: Step | null;
  problem: string | null;
  dismiss: () => void;
}

/** Claim, release, resolve, snooze: what the server answers is shown at once, a lost race is told in place. */
export function useSteps(id: string, onTaken: (step: Step) => void): Steps {
  const { api } = useServices();
  const queries = useQueryClient();
  const words = useWords();
  const staff = useStaff();
  const [problem, setProblem] = useState<string | null>(null);
  const mutation = useMutation({
    mutationFn: ({ step, minutes }: Wanted) => api.take(id, step, minutes),
    onMutate: () => setProblem(null),
    onSuccess: (row, { step }) => {
      storeRow(queries, row);
      onTaken(step);
    },
    onError: async (error) => {
      const lost = error instanceof ApiError && error.status === 409;
      const now = lost ? await api.conversation(id).catch(() => null) : null;
      setProblem(whyNot(error, now, staff.id, words));
    },
    onSettled: () => refresh(queries, id),
  });
  return {
    take: (step, minutes) => mutation.mutate({ step, ...(minutes === undefined ? {} : { minutes }) }),
    busy: mutation.isPending ? mutation.variables.step : null,
    problem,
    dismiss: () => setProblem(null),
  };
}
