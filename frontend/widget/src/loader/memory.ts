/** Small flags in the storage of the shop's page; every call survives a browser that refuses storage. */
export interface Flag {
  read(): boolean;
  write(value: boolean): void;
}

export function flag(storage: () => Storage, key: string): Flag {
  return {
    read() {
      try {
        return storage().getItem(key) === "1";
      } catch {
        return false;
      }
    },
    write(value) {
      try {
        if (value) storage().setItem(key, "1");
        else storage().removeItem(key);
      } catch {
        // Without storage the widget still works; it only forgets between pages.
      }
    },
  };
}
