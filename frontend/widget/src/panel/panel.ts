import { computed, effect, signal } from "@preact/signals";
import { aboutStrings } from "../aboutStrings";
import { languageOf, localised, strings, type Language } from "../strings";
import type { AboutApi, ChatApi, ShopInfo } from "./api";
import type { HostBridge, HostSettings } from "./host";
import { Session } from "./session";
import type { Store } from "./storage";
import type { ToPanel } from "../protocol";

const LANGUAGE_KEY = "attune.language";

/** All that the views need: the conversation, the language, and the shop that it is about. */
export class Panel {
  readonly session: Session;
  readonly language = signal<Language>("en");
  readonly words = computed(() => strings[this.language.value]);
  readonly shop = signal<ShopInfo | null>(null);
  readonly shopName = computed(() =>
    this.shop.value ? localised(this.shop.value.name, this.language.value) : this.words.value.support,
  );
  readonly currency = computed(() => this.shop.value?.currency ?? "USD");
  readonly view = signal<"chat" | "about">("chat");
  readonly about = computed(() => aboutStrings[this.language.value]);
  /** Counts up when the panel was opened by the customer, so that the composer takes the focus. */
  readonly focusRequests = signal(0);

  constructor(
    readonly api: ChatApi & AboutApi,
    readonly store: Store,
    readonly settings: HostSettings,
    private readonly host: () => HostBridge,
  ) {
    this.language.value =
      languageOf(store.get(LANGUAGE_KEY)) ??
      languageOf(settings.language) ??
      languageOf(navigator.language) ??
      "en";
    this.session = new Session({
      api,
      store,
      language: () => this.language.value,
      page: settings.page,
      onConversation: (exists) => this.host().tell({ type: "conversation", exists }),
      onIdentified: (name) => this.host().tell({ type: "identified", name }),
      onError: (code, message) => this.host().tell({ type: "error", code, message }),
    });
  }

  start(): void {
    const { session } = this;
    effect(() => {
      document.documentElement.lang = this.language.value === "zh" ? "zh-CN" : "en";
      this.host().tell({ type: "language", language: this.language.value });
    });
    effect(() => this.host().tell({ type: "unread", count: session.unread.value }));
    if (!session.exists) this.host().tell({ type: "conversation", exists: false });
    this.host().tell({ type: "ready" });
    session.wake();
  }

  hear(message: ToPanel): void {
    switch (message.type) {
      case "open":
        this.open(message.focus);
        return;
      case "close":
        this.session.close();
        return;
      case "identify":
        void this.session.identify(message.token);
        return;
      case "language":
        this.setLanguage(languageOf(message.language) ?? this.language.value);
        return;
    }
  }

  setLanguage(language: Language): void {
    this.language.value = language;
    this.store.set(LANGUAGE_KEY, language);
    void this.session.speak(language);
  }

  close(): void {
    this.host().tell({ type: "close" });
  }

  private open(focus: boolean): void {
    this.session.open();
    if (focus) this.focusRequests.value += 1;
    if (!this.shop.value) void this.loadShop();
  }

  private async loadShop(): Promise<void> {
    try {
      this.shop.value = await this.api.shop();
    } catch {
      // The header then says "Support"; the next opening asks again.
    }
  }
}
