import { localised, named, number } from "../../format";
import { useLanguage, useWords } from "../../services";
import type { KnowledgeGap } from "./types";

/** What would close the gap, which is a guess of the bot. */
export function Closing({ gap }: { gap: KnowledgeGap }) {
  const all = useWords();
  const words = all.knowledge;
  const language = useLanguage();
  const { kind, id, title } = gap.closing;
  const name = kind === "intent" ? named(all.intents, id ?? "") : localised(title, language) || (id ?? "");
  return (
    <div>
      {gap.state === "open" && (
        <p className="inferred">
          {kind === "new_article" ? words.closing.new_article : words.closing[kind](name)}
        </p>
      )}
      {gap.state === "open" && (
        <p className="soft">{words.worth(number(Math.round(gap.closes), language))}</p>
      )}
    </div>
  );
}
