import { Button } from "@mantine/core";
import { useLookedInto, usePromiseTasks } from "../../console/promises/data";
import type { PromiseTask } from "../../console/promises/types";
import { date, named, number, timeOfDay } from "../../format";
import { useLanguage, useWords } from "../../services";
import type { Place } from "../place";
import "./promiseTasks.css";

/** Promises that are about to break, above the conversations; nothing where there are none. */
export function PromiseTasks({ place }: { place: Place }) {
  const words = useWords().promises.tasks;
  const language = useLanguage();
  const { data: tasks } = usePromiseTasks();
  if (!tasks?.length) return null;
  return (
    <details className="promise-tasks" data-testid="promise-tasks">
      <summary>{words.title(number(tasks.length, language))}</summary>
      <ul>
        {tasks.map((task) => (
          <Task key={task.id} task={task} place={place} />
        ))}
      </ul>
    </details>
  );
}

function Task({ task, place }: { task: PromiseTask; place: Place }) {
  const words = useWords().promises.tasks;
  const language = useLanguage();
  const close = useLookedInto();
  const when = (iso: string): string => `${date(iso, language, new Date())}, ${timeOfDay(iso, language)}`;
  const told = task.renewed_due_at ? words.told(when(task.renewed_due_at)) : words.toldNothing;
  const { conversation_id: conversation } = task;
  return (
    <li>
      <strong>
        {named(words.kinds, task.kind)}
        {task.order_id ? ` #${task.order_id}` : ""}
      </strong>{" "}
      {task.customer}
      <span className="soft">
        {words.due(when(task.due_at))}
        {task.state === "broken" ? ` · ${words.broken}` : ""} · {task.told_at ? told : words.notTold}
      </span>
      <span className="promise-deeds">
        {conversation && (
          <Button size="compact-xs" variant="default" onClick={() => place.open(conversation)}>
            {words.open}
          </Button>
        )}
        <Button size="compact-xs" loading={close.isPending} onClick={() => close.mutate(task.id)}>
          {words.done}
        </Button>
      </span>
    </li>
  );
}
