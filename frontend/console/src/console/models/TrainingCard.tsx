import { useWords } from "../../services";
import { percent } from "../../format";
import { isWorking } from "./data";
import { ProgressBar } from "./ProgressBar";
import type { Job } from "./types";
import { timeLeft } from "./wording";

/** The training that runs: its stage, how far it is, how long it will take. Or why the last one failed. */
export function TrainingCard({ job }: { job: Job | null }) {
  const words = useWords();
  const training = words.models.training;
  if (!job || (job.state === "done" && job.fresh !== false)) return null;
  if (job.state === "done") return <p className="models-note">{training.notNew}</p>;
  if (!isWorking(job)) {
    return (
      <section className="sheet sheet-trouble" role="alert" data-testid="training-failed">
        <h2>{training.failed}</h2>
        <pre className="models-log">{job.error}</pre>
        <Output lines={job.log} />
      </section>
    );
  }
  const stage = job.stage ? training.stages[job.stage] : training.queued;
  return (
    <section className="sheet" data-testid="training" aria-live="polite">
      <div className="sheet-line">
        <h2>{training.title}</h2>
        <span className="soft tabular">{timeLeft(job.expected_seconds * (1 - job.share), words)}</span>
      </div>
      <ProgressBar share={job.share} label={training.title} />
      <p>
        {stage} <span className="soft tabular">{percent(job.share)}</span>
      </p>
      <Output lines={job.log} />
    </section>
  );
}

function Output({ lines }: { lines: string[] }) {
  const words = useWords().models.training;
  if (lines.length === 0) return null;
  return (
    <details className="models-details">
      <summary>{words.output}</summary>
      <pre className="models-log">{lines.join("\n")}</pre>
    </details>
  );
}
