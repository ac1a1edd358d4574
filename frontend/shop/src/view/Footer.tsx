import { withAssistant } from "../assistant";
import { info, language, words } from "../shop";
import { localised } from "../strings";

export function Footer() {
  return (
    <footer class="foot">
      <div class="foot-inner">
        <div>
          <p class="foot-name">{localised(info.value?.name, language.value)}</p>
          {info.value?.demo && <p class="soft">{words.value.demoNote}</p>}
        </div>
        <div>
          <p class="soft">{words.value.helpLine}</p>
          <button
            type="button"
            class="plain-link"
            data-testid="footer-chat"
            onClick={() => withAssistant((assistant) => assistant.open())}
          >
            {words.value.chat}
          </button>
        </div>
        <nav aria-label={words.value.staff}>
          <p class="soft">{words.value.staff}</p>
          <a href="/desk">{words.value.desk}</a> <a href="/console">{words.value.console}</a>
        </nav>
      </div>
    </footer>
  );
}
