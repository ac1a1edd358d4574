/** Strings kept between pages. Where the browser refuses storage, they last as long as the page. */
export interface Store {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
}

export function openStore(area: () => Storage): Store {
  const memory = new Map<string, string>();
  return {
    get(key) {
      try {
        return area().getItem(key) ?? memory.get(key) ?? null;
      } catch {
        return memory.get(key) ?? null;
      }
    },
    set(key, value) {
      try {
        area().setItem(key, value);
      } catch {
        memory.set(key, value);
      }
    },
    remove(key) {
      memory.delete(key);
      try {
        area().removeItem(key);
      } catch {
        // Nothing was kept there.
      }
    },
  };
}

/** Reads JSON that `accept` recognises; anything else, and what an older version wrote, counts as absent. */
export function readJson<T>(store: Store, key: string, accept: (value: unknown) => value is T): T | null {
  try {
    const value: unknown = JSON.parse(store.get(key) ?? "null");
    return accept(value) ? value : null;
  } catch {
    return null;
  }
}
