import { useWords } from "../../services";
import { Explained } from "./Explained";
import type { Frozen } from "./types";
import { exactPercent, score } from "./wording";

/** The frozen test in words: a figure, what it means where one asks, and each language. */
export function FrozenFigures({ frozen }: { frozen: Frozen }) {
  const words = useWords().models.figures;
  const language = (name: string) => {
    const figures = frozen.languages[name];
    return figures ? exactPercent(figures.accuracy) : words.notMeasured;
  };
  return (
    <dl className="models-figures">
      <div>
        <Explained name={words.right} help={words.rightHelp} />
        <dd>
          <strong>{exactPercent(frozen.accuracy)}</strong>{" "}
          <span className="soft">{words.of(String(frozen.right), String(frozen.messages))}</span>
        </dd>
      </div>
      <div>
        <dt>{words.english}</dt>
        <dd>
          <strong>{language("en")}</strong>
        </dd>
      </div>
      <div>
        <dt>{words.chinese}</dt>
        <dd>
          <strong>{language("zh")}</strong>
        </dd>
      </div>
      <div>
        <Explained name={words.macroF1} help={words.macroF1Help} />
        <dd>
          <strong>{score(frozen.macro_f1)}</strong>
        </dd>
      </div>
      <div>
        <Explained name={words.turnedAway} help={words.turnedAwayHelp} />
        <dd>
          <strong>{exactPercent(frozen.turned_away)}</strong>
        </dd>
      </div>
      <div>
        <Explained name={words.ece} help={words.eceHelp} />
        <dd>
          <strong>{exactPercent(frozen.ece)}</strong>
        </dd>
      </div>
    </dl>
  );
}
