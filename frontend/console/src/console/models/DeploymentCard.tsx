import { Loader } from "@mantine/core";
import { Icon } from "../../icons";
import { useLanguage, useWords } from "../../services";
import { isUnderWay } from "./data";
import type { Deployment, Overview, Step } from "./types";
import { modelName } from "./wording";

const whole: Step[] = ["requested", "starting", "warming", "testing", "switching", "done"];
/** For so long after it is done it is worth a line, in milliseconds. */
const NEWS = 10 * 60_000;
const quick: Step[] = ["requested", "switching", "done"];

/** A change of the live model while it happens, and how the last one ended. */
export function DeploymentCard({ overview }: { overview: Overview }) {
  const words = useWords();
  const language = useLanguage();
  const now = overview.deployment;
  if (!now) return null;
  const deployment = words.models.deployment;
  const name = modelName(
    overview.models.find(({ id }) => id === now.model_id),
    words,
    language,
  );
  if (isUnderWay(now)) {
    return (
      <section className="sheet" data-testid="deployment" aria-live="polite">
        <h2>{deployment[now.kind](name)}</h2>
        <Steps now={now} />
        <p className="soft">{deployment.safe}</p>
      </section>
    );
  }
  if (now.state === "failed") {
    return (
      <section className="sheet sheet-trouble" role="alert" data-testid="deployment-failed">
        <h2>{deployment.failedTitle(name)}</h2>
        <p>{deployment.failures[now.failure ?? "internal"]}</p>
        {now.detail && (
          <details className="models-details">
            <summary>{deployment.detail}</summary>
            <pre className="models-log">{now.detail}</pre>
          </details>
        )}
      </section>
    );
  }
  if (now.model_id !== overview.live || Date.now() - Date.parse(now.finished_at ?? "") > NEWS) return null;
  return (
    <p className="models-note" data-testid="deployment-done">
      <Icon name="check" /> {deployment.done(name, seconds(now))}
    </p>
  );
}

function Steps({ now }: { now: Deployment }) {
  const words = useWords().models.deployment.steps;
  const taken = now.steps.map(({ state }) => state);
  const shown = now.kind === "rollback" && !taken.includes("starting") ? quick : whole;
  return (
    <ol className="models-steps">
      {shown.map((step) => (
        <li key={step} data-state={step === now.state ? "now" : taken.includes(step) ? "past" : "ahead"}>
          {step === now.state ? <Loader size={14} /> : taken.includes(step) ? <Icon name="check" /> : <i />}
          {words[step]}
        </li>
      ))}
    </ol>
  );
}

function seconds({ created_at, finished_at }: Deployment): string {
  const took = (Date.parse(finished_at ?? created_at) - Date.parse(created_at)) / 1000;
  return took < 10 ? took.toFixed(1) : String(Math.round(took));
}
