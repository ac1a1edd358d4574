import { useEffect, useState } from "preact/hooks";
import { ShopError } from "./api";

export type Loaded<T> =
  { step: "loading"; value: T | null } | { step: "ready"; value: T } | { step: "failed"; status: number };

/** Loads for as long as `keys` stay the same; what was shown before stays until the new is there. */
export function useLoaded<T>(load: () => Promise<T>, keys: unknown[]): [Loaded<T>, () => void] {
  const [state, setState] = useState<Loaded<T>>({ step: "loading", value: null });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let current = true;
    setState((before) => ({ step: "loading", value: before.step === "failed" ? null : before.value }));
    load().then(
      (value) => current && setState({ step: "ready", value }),
      (error: unknown) =>
        current && setState({ step: "failed", status: error instanceof ShopError ? error.status : 0 }),
    );
    return () => {
      current = false;
    };
  }, [...keys, attempt]);
  return [state, () => setAttempt(attempt + 1)];
}
