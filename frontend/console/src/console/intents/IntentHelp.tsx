import { useLanguage, useWords } from "../../services";
import type { Intent } from "../types";

/** What an intent means and where it ends. */
export function IntentHelp({ intent }: { intent: Intent | undefined }) {
  const words = useWords().console.help;
  const language = useLanguage();
  const help = intent?.meaning[language];
  if (!help?.meaning) return null;
  return (
    <dl className="intent-help" data-testid="intent-help">
      <div>
        <dt>{words.meaning}</dt>
        <dd>{help.meaning}</dd>
      </div>
      {help.boundary && (
        <div>
          <dt>{words.boundary}</dt>
          <dd>{help.boundary}</dd>
        </div>
      )}
    </dl>
  );
}
