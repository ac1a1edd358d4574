import { categories, info, language, setLanguage, words } from "../shop";
import { listAddress, route } from "../route";
import { localised, type Language } from "../strings";
import { PersonaMenu } from "./PersonaMenu";
import { Search } from "./Search";

export function Header() {
  const place = route.value;
  const category = place.page === "list" && !place.query ? place.category : null;
  return (
    <header class="top">
      {info.value?.demo && <DemoStrip />}
      <div class="bar">
        <a class="wordmark" href="/" data-shop>
          {localised(info.value?.name, language.value) || "\u00a0"}
        </a>
        <Search />
        <div class="tools">
          <LanguageSwitch />
        </div>
      </div>
      <nav class="categories" aria-label={words.value.categories}>
        <a href="/" data-shop aria-current={category === "" ? "page" : undefined}>
          {words.value.all}
        </a>
        {categories.value.map(({ id, name }) => (
          <a key={id} href={listAddress(id)} data-shop aria-current={category === id ? "page" : undefined}>
            {localised(name, language.value)}
          </a>
        ))}
      </nav>
    </header>
  );
}

/** What belongs to the demo and not to a shop stands apart, on the left, where an open chat does not cover it. */
function DemoStrip() {
  return (
    <div class="demo">
      <div class="demo-inner">
        <span>{words.value.demoShop}</span>
        <PersonaMenu />
      </div>
    </div>
  );
}

function LanguageSwitch() {
  const other: Language = language.value === "en" ? "zh" : "en";
  return (
    <button
      type="button"
      class="tool"
      data-testid="shop-language"
      lang={other === "zh" ? "zh-CN" : "en"}
      onClick={() => setLanguage(other)}
    >
      {other === "zh" ? "中文" : "English"}
    </button>
  );
}
