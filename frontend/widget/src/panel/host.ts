import { seal, unseal, type ToHost, type ToPanel } from "../protocol";

/** What the loader wrote behind the # of the panel's address. */
export interface HostSettings {
  origin: string;
  language: string | null;
  accent: string | null;
  page: string | null;
}

export function readSettings(hash: string, fallbackOrigin: string): HostSettings {
  const query = new URLSearchParams(hash.replace(/^#/, ""));
  return {
    origin: query.get("host") ?? fallbackOrigin,
    language: query.get("language"),
    accent: query.get("accent"),
    page: query.get("page"),
  };
}

export interface HostBridge {
  tell(message: ToHost): void;
}

/** Talks with the page that carries the widget, and with nothing else. */
export function connectHost(settings: HostSettings, hear: (message: ToPanel) => void): HostBridge {
  addEventListener("message", (event) => {
    const message = unseal<ToPanel>(event, { window: parent, origin: settings.origin });
    if (message) hear(message);
  });
  return { tell: (message) => parent.postMessage(seal(message), settings.origin) };
}
