/** What the console's API says of models. Shares lie in [0, 1], times are in seconds, moments are ISO 8601. */

export type ModelState = "candidate" | "live" | "previous" | "retired";

export interface Figures {
  messages: number;
  right: number;
  accuracy: number;
  macro_f1: number;
  turned_away: number;
  ignoring_fallback: { accuracy: number; macro_f1: number };
}

export interface Frozen extends Figures {
  ece: number;
  languages: Record<string, Figures>;
}

export interface Changes {
  since: string;
  added: number;
  removed: number;
  intents: Record<string, { added: number; removed: number }>;
}

export interface Model {
  id: string;
  state: ModelState;
  created_at: string;
  promoted_at: string | null;
  training_seconds: number | null;
  examples: number | null;
  changes: Changes | null;
  frozen: Frozen | null;
}

export type JobState = "queued" | "running" | "done" | "failed";
export type Stage = "starting" | "reading" | "learning" | "measuring";

export interface Job {
  id: string;
  state: JobState;
  stage: Stage | null;
  share: number;
  expected_seconds: number;
  elapsed_seconds: number;
  log: string[];
  model_id: string | null;
  fresh: boolean | null;
  error: string | null;
  created_at: string;
  finished_at: string | null;
}

export type Step = "requested" | "starting" | "warming" | "testing" | "switching" | "done" | "failed";
export type Failure = "archive" | "start" | "self_test" | "not_taken" | "interrupted" | "internal";

export interface Deployment {
  id: string;
  kind: "promote" | "rollback";
  model_id: string;
  from_model_id: string | null;
  state: Step;
  steps: { state: Step; at: string }[];
  failure: Failure | null;
  detail: string | null;
  created_at: string;
  finished_at: string | null;
}

export interface Overview {
  models: Model[];
  live: string | null;
  previous: string | null;
  job: Job | null;
  deployment: Deployment | null;
  serving: { can_change: boolean; warm: string | null; warm_until: string | null };
}

export interface Bin {
  low: number;
  high: number;
  count: number;
  confidence: number;
  accuracy: number;
}

export interface ScopePoint {
  threshold: number | null;
  in_scope_accuracy: number;
  oos_recall: number;
}

export interface Report {
  overall: Figures;
  languages: Record<string, Figures>;
  intents: { name: string; precision: number; recall: number; f1: number; support: number }[];
  confused: { actual: string; predicted: string; count: number; examples: string[] }[];
  calibration: { ece: number; bins: Bin[] };
  confidence: { edges: number[]; right: number[]; wrong: number[] };
  scope: {
    in_scope: number;
    out_of_scope: number;
    curve: ScopePoint[];
    used: ScopePoint;
    auroc: number;
  } | null;
}

export type Outcome = "mended" | "broken" | "still_wrong";

export interface Change {
  text: string;
  language: string;
  intent: string;
  live: string;
  candidate: string;
  verdict: Outcome;
}

export interface Comparison {
  verdict: "better" | "worse" | "equal";
  p: number;
  mended: number;
  broken: number;
  messages: number;
  live: Figures;
  candidate: Figures;
  intents: {
    name: string;
    support: number;
    live: number;
    candidate: number;
    mended: number;
    broken: number;
  }[];
  changes: Change[];
}
