import { Button, Skeleton } from "@mantine/core";
import { Nothing } from "../../desk/Nothing";
import { Trouble } from "../../desk/Trouble";
import { number } from "../../format";
import { Icon } from "../../icons";
import { useLanguage, useWords } from "../../services";
import { useProblems } from "../queries";
import type { Problem } from "../types";
import { ProblemLine } from "./ProblemLine";

const SHOWN = 200;

/** How sound the training data are, and the way to what is not. */
export function ProblemsButton({ pressed, onPress }: { pressed: boolean; onPress: () => void }) {
  const text = useWords().console.data;
  const { data } = useProblems();
  const bad = (data?.problems.length ?? 0) > 0;
  return (
    <Button
      variant={pressed ? "light" : "default"}
      aria-pressed={pressed}
      leftSection={
        data && (
          <span className={bad ? "problems-bad" : "problems-good"}>
            <Icon name={bad ? "unknown" : "check"} />
          </span>
        )
      }
      data-testid="problems"
      onClick={onPress}
    >
      {data ? (bad ? text.found(data.problems.length) : text.sound) : text.problems}
    </Button>
  );
}

/** Every problem with file and line. */
export function Problems({ onShow }: { onShow: (problem: Problem) => void }) {
  const words = useWords();
  const text = words.console.data;
  const language = useLanguage();
  const { data, error, refetch } = useProblems();
  const [title = "", lead = ""] = text.noProblems;
  if (!data) {
    return error ? (
      <Trouble error={error} retry={() => void refetch()} />
    ) : (
      <Skeleton height={160} m="lg" width="auto" />
    );
  }
  return (
    <div className="problems">
      {data.problems.length === 0 && <Nothing icon="check" title={title} lead={lead} />}
      {data.problems.slice(0, SHOWN).map((problem) => (
        <ProblemLine
          key={`${problem.file}:${problem.line} ${problem.kind} ${problem.other?.line ?? ""}`}
          problem={problem}
          action={text.show}
          onAction={problem.text ? () => onShow(problem) : undefined}
        />
      ))}
      {data.same_intent > 0 && (
        <p className="soft problems-same">{text.same(number(data.same_intent, language))}</p>
      )}
    </div>
  );
}
