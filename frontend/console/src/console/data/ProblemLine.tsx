import { Button } from "@mantine/core";
import { named } from "../../format";
import { useWords } from "../../services";
import type { Problem } from "../types";

interface Props {
  problem: Problem;
  action: string;
  onAction?: (() => void) | undefined;
}

/** One problem: what, where, and the way out. */
export function ProblemLine({ problem, action, onAction }: Props) {
  const words = useWords();
  const { kinds, ways } = words.console.data;
  const { other } = problem;
  return (
    <div className="problem" data-testid="problem-line">
      <p>
        <strong>{named(kinds, problem.kind)}</strong>{" "}
        {problem.text ? <q dir="auto">{problem.text}</q> : <span>{problem.message}</span>}
        {problem.intent && <span className="soft"> · {named(words.intents, problem.intent)}</span>}
      </p>
      {other && (
        <p>
          <q dir="auto">{other.text}</q>
          <span className="soft"> · {named(words.intents, other.intent)}</span>
        </p>
      )}
      <p className="problem-place">
        <code>
          {problem.file}:{problem.line}
        </code>
        {other && (
          <code>
            {other.file}:{other.line}
          </code>
        )}
      </p>
      <p className="problem-way">
        {ways[problem.kind] ?? problem.way_out}
        {onAction && (
          <Button size="compact-xs" variant="default" onClick={onAction}>
            {action}
          </Button>
        )}
      </p>
    </div>
  );
}
