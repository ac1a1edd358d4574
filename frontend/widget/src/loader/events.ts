/** What a shop's page can listen to with `Attune.on(name, listener)`. */
export interface WidgetEvents {
  open: undefined;
  close: undefined;
  unread: { count: number };
  conversation: { exists: boolean };
  identified: { name: string | null };
  error: { code: string; message: string };
}

type Listener<Name extends keyof WidgetEvents> = (detail: WidgetEvents[Name]) => void;

export interface Emitter {
  on<Name extends keyof WidgetEvents>(name: Name, listener: Listener<Name>): () => void;
  emit<Name extends keyof WidgetEvents>(name: Name, detail: WidgetEvents[Name]): void;
}

/** Listeners by event name; one that throws does not keep the others from being told. */
export function createEmitter(): Emitter {
  const listeners = new Map<string, Set<(detail: never) => void>>();
  return {
    on(name, listener) {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set.add(listener));
      return () => void set.delete(listener);
    },
    emit(name, detail) {
      for (const listener of [...(listeners.get(name) ?? [])]) {
        try {
          listener(detail as never);
        } catch (error) {
          reportError(error);
        }
      }
    },
  };
}
