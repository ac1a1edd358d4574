import { Button } from "@mantine/core";
import { Route, Routes } from "react-router";
import { ApiError } from "../../api/client";
import { Nothing } from "../../desk/Nothing";
import { Trouble } from "../../desk/Trouble";
import { useWords } from "../../services";
import { isUnderWay, isWorking, useDeeds, useModels } from "./data";
import { DeploymentCard } from "./DeploymentCard";
import { LiveCard } from "./LiveCard";
import { ModelList } from "./ModelList";
import { ModelPage } from "./ModelPage";
import { TrainingCard } from "./TrainingCard";
import type { Overview } from "./types";
import "./models.css";
import "./charts.css";

/** The models: which one answers, what the others would do better, training, going live and back. */
export function Models() {
  const { data, error, refetch } = useModels();
  if (error && !data) return <Trouble error={error} retry={() => void refetch()} />;
  if (!data) return null;
  return (
    <Routes>
      <Route index element={<AllModels overview={data} />} />
      <Route path=":id" element={<ModelPage overview={data} />} />
    </Routes>
  );
}

function AllModels({ overview }: { overview: Overview }) {
  const words = useWords().models;
  const { train } = useDeeds();
  const busy = isWorking(overview.job) || train.isPending;
  const [title = "", lead = ""] = words.empty;
  return (
    <div className="models">
      <header className="models-head">
        <div>
          <h1>{words.title}</h1>
          <p className="soft">{words.lead}</p>
        </div>
        <Button data-testid="train" disabled={busy} onClick={() => train.mutate()}>
          {words.train}
        </Button>
      </header>
      <Refusal error={train.error} />
      <TrainingCard job={overview.job} />
      <DeploymentCard overview={overview} />
      {overview.models.length === 0 ? (
        <Nothing icon="layers" title={title} lead={lead} />
      ) : (
        <>
          <LiveCard overview={overview} busy={isUnderWay(overview.deployment)} />
          <ModelList overview={overview} />
        </>
      )}
    </div>
  );
}

/** Why the server did not do what was asked. */
export function Refusal({ error }: { error: Error | null }) {
  const words = useWords();
  if (!error) return null;
  const told = error instanceof ApiError && error.status > 0 && error.status < 500 ? error.message : "";
  return (
    <p className="models-refusal" role="alert">
      {told || words.failed}
    </p>
  );
}
