import { Link } from "react-router";
import { number } from "../../format";
import { useLanguage, useWords } from "../../services";
import { Explained } from "./Explained";
import { StateChip } from "./StateChip";
import type { Model, Overview } from "./types";
import { exactPercent, modelName, score } from "./wording";

/** All models, newest first; a row leads to the model's own page. */
export function ModelList({ overview }: { overview: Overview }) {
  const words = useWords().models;
  return (
    <div className="table-scroll">
      <table className="models-table" aria-label={words.list.label}>
        <thead>
          <tr>
            <th>{words.list.model}</th>
            <th>{words.list.learned}</th>
            <th className="figure">
              <Explained as="span" name={words.figures.right} help={words.figures.rightHelp} />
            </th>
            <th className="figure">
              <Explained as="span" name={words.figures.macroF1} help={words.figures.macroF1Help} />
            </th>
            <th className="figure">{words.list.trainedIn}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {overview.models.map((model) => (
            <Row key={model.id} model={model} live={overview.live} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ model, live }: { model: Model; live: string | null }) {
  const words = useWords();
  const language = useLanguage();
  const { list, figures } = words.models;
  const seconds = model.training_seconds;
  return (
    <tr data-testid="model-row" data-id={model.id} data-state={model.state}>
      <td>
        <Link to={`/console/models/${model.id}`}>{modelName(model, words, language)}</Link>{" "}
        <StateChip state={model.state} />
      </td>
      <td data-label={list.learned}>
        <Learned model={model} />
      </td>
      <td className="figure" data-label={figures.right}>
        {model.frozen ? exactPercent(model.frozen.accuracy) : figures.notMeasured}
      </td>
      <td className="figure" data-label={figures.macroF1}>
        {model.frozen ? score(model.frozen.macro_f1) : "–"}
      </td>
      <td className="figure" data-label={list.trainedIn}>
        {seconds === null ? "–" : list.seconds(number(Math.round(seconds), language))}
      </td>
      <td className="figure">
        <Link to={`/console/models/${model.id}`} data-testid="open-model">
          {live && model.id !== live ? list.compare : list.open}
        </Link>
      </td>
    </tr>
  );
}

function Learned({ model }: { model: Model }) {
  const { list } = useWords().models;
  const language = useLanguage();
  const { changes, examples } = model;
  if (!changes) return <>{examples === null ? list.unknown : list.examples(number(examples, language))}</>;
  if (changes.added + changes.removed === 0) return <>{list.unchanged}</>;
  const parts = [
    changes.added > 0 ? list.added(number(changes.added, language)) : "",
    changes.removed > 0 ? list.removed(number(changes.removed, language)) : "",
  ];
  return <>{parts.filter(Boolean).join(", ")}</>;
}
