import type { Memory } from "./memory";
import { Observable } from "./observable";
import type { Language } from "./types";

export type Scheme = "light" | "dark";

const LANGUAGE = "attune.desk.language";
const SCHEME = "attune.desk.scheme";

/** The reader's language and colours. Without a choice, the browser's language and the system's colours. */
export class Preferences {
  readonly language: Observable<Language>;
  /** What is shown now. */
  readonly scheme: Observable<Scheme>;
  private readonly system = matchMedia("(prefers-color-scheme: dark)");

  constructor(private readonly memory: Memory) {
    const stored = memory.get(LANGUAGE);
    const wanted = stored ?? navigator.language;
    this.language = new Observable<Language>(wanted.toLowerCase().startsWith("zh") ? "zh" : "en");
    this.scheme = new Observable<Scheme>(this.chosen() ?? this.systems());
    this.system.addEventListener("change", () => {
      this.scheme.set(this.chosen() ?? this.systems());
      this.show();
    });
    this.show();
  }

  choose(language: Language): void {
    this.memory.set(LANGUAGE, language);
    this.language.set(language);
    this.show();
  }

  /** Null follows the system again. */
  paint(scheme: Scheme | null): void {
    if (scheme) this.memory.set(SCHEME, scheme);
    else this.memory.remove(SCHEME);
    this.scheme.set(scheme ?? this.systems());
    this.show();
  }

  chosen(): Scheme | null {
    const stored = this.memory.get(SCHEME);
    return stored === "light" || stored === "dark" ? stored : null;
  }

  private systems(): Scheme {
    return this.system.matches ? "dark" : "light";
  }

  private show(): void {
    const root = document.documentElement;
    root.lang = this.language.value === "zh" ? "zh-CN" : "en";
    root.dataset["theme"] = this.scheme.value;
  }
}
