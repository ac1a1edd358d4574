import { Button, Loader } from "@mantine/core";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { Nothing } from "../../desk/Nothing";
import { useLanguage, useWords } from "../../services";
import { isUnderWay, useComparison, useReport } from "./data";
import { ComparisonView } from "./ComparisonView";
import { DeploymentCard } from "./DeploymentCard";
import { FrozenFigures } from "./FrozenFigures";
import { PromoteDialog } from "./PromoteDialog";
import { ReportView } from "./ReportView";
import { StateChip } from "./StateChip";
import type { Model, Overview } from "./types";
import { modelName } from "./wording";

/** One model: against the live one, and by itself. */
export function ModelPage({ overview }: { overview: Overview }) {
  const words = useWords().models;
  const { id } = useParams();
  const model = overview.models.find((one) => one.id === id);
  const [title = "", lead = ""] = words.unknownModel;
  return (
    <div className="models">
      <p>
        <Link to="/console/models">‹ {words.back}</Link>
      </p>
      {model ? (
        <Details key={model.id} model={model} overview={overview} />
      ) : (
        <Nothing icon="layers" title={title} lead={lead} />
      )}
    </div>
  );
}

function Details({ model, overview }: { model: Model; overview: Overview }) {
  const words = useWords();
  const language = useLanguage();
  const isLive = model.id === overview.live;
  const comparison = useComparison(model.id, overview.live, !isLive && overview.live !== null);
  const report = useReport(model.id);
  const [asking, setAsking] = useState(false);
  const busy = isUnderWay(overview.deployment) || comparison.isLoading;
  return (
    <>
      <header className="models-head">
        <h1>
          {modelName(model, words, language)} <StateChip state={model.state} />
        </h1>
        {!isLive && (
          <Button
            data-testid="promote"
            disabled={busy || !overview.serving.can_change}
            onClick={() => setAsking(true)}
          >
            {words.models.promote.button}
          </Button>
        )}
      </header>
      {(isUnderWay(overview.deployment) || overview.deployment?.model_id === model.id) && (
        <DeploymentCard overview={overview} />
      )}
      {model.frozen && <FrozenFigures frozen={model.frozen} />}
      {comparison.isLoading && <Loader size="sm" aria-label={words.loading} />}
      {comparison.data && <ComparisonView comparison={comparison.data} />}
      {comparison.error && (
        <section className="sheet" data-testid="no-comparison">
          <h2>{words.models.compare.cannot}</h2>
          <p className="soft">{comparison.error.message}</p>
        </section>
      )}
      {isLive && <p className="soft">{words.models.compare.isLive}</p>}
      {report.data && <ReportView report={report.data.report} />}
      {asking && (
        <PromoteDialog
          model={model}
          doubt={comparison.error ? "unmeasured" : comparison.data?.verdict === "worse" ? "worse" : null}
          close={() => setAsking(false)}
        />
      )}
    </>
  );
}
