import { Button, Drawer, Skeleton } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Nothing } from "../../desk/Nothing";
import { Trouble } from "../../desk/Trouble";
import { useServices, useWords } from "../../services";
import { ProblemLine } from "../data/ProblemLine";
import { CONSOLE, useChanges } from "../queries";
import { refusal } from "../refusal";
import { Diff } from "./Diff";

interface Props {
  open: boolean;
  onClose: () => void;
  onItem: (id: string) => void;
  onWritten: (labels: number, files: number) => void;
}

/** Every line that is about to be written, and what would be wrong with it. */
export function Changes({ open, onClose, onItem, onWritten }: Props) {
  const { admin } = useServices();
  const words = useWords();
  const text = words.console.changes;
  const queries = useQueryClient();
  const { data, error, refetch, isFetching } = useChanges(open);
  const write = useMutation({
    mutationFn: (digest: string) => admin.apply(digest),
    onSuccess: ({ written, files }) => onWritten(written, files.length),
    onSettled: () => queries.invalidateQueries({ queryKey: CONSOLE }),
  });
  const [title = "", lead = ""] = text.empty;

  return (
    <Drawer
      opened={open}
      onClose={() => {
        write.reset();
        onClose();
      }}
      position="right"
      size={760}
      title={text.title}
      transitionProps={{ duration: 120 }}
      // The keys of the card work on; Enter must not press the button that opened this.
      returnFocus={false}
      closeButtonProps={{ "aria-label": text.close }}
      classNames={{ content: "changes", title: "changes-title" }}
    >
      {data && !isFetching ? (
        data.items === 0 ? (
          <Nothing icon="inbox" title={title} lead={lead} />
        ) : (
          <div className="changes-body" data-testid="changes">
            <p>{text.lead(data.items)}</p>
            {data.known > 0 && <p className="soft">{text.known(data.known)}</p>}
            {data.problems.length > 0 && (
              <section className="changes-problems" role="alert">
                <h3>{text.problems}</h3>
                {data.problems.map((problem) => (
                  <ProblemLine
                    key={`${problem.item_id} ${problem.kind} ${problem.line}`}
                    problem={problem}
                    action={text.toItem}
                    onAction={() => onItem(problem.item_id)}
                  />
                ))}
              </section>
            )}
            <Diff text={data.diff} label={text.diff} />
            {write.error && (
              <p className="line line-bad" role="alert" data-testid="write-problem">
                <span>{refusal(write.error, words)}</span>
              </p>
            )}
            <footer className="changes-foot">
              <Button
                data-testid="write"
                data-autofocus
                loading={write.isPending}
                disabled={data.problems.length > 0}
                onClick={() => write.mutate(data.digest)}
              >
                {text.write}
              </Button>
              <Button variant="default" onClick={onClose}>
                {words.console.cancel}
              </Button>
            </footer>
          </div>
        )
      ) : error ? (
        <Trouble error={error} retry={() => void refetch()} />
      ) : (
        <div role="status" aria-label={words.loading}>
          <Skeleton height={24} mb="md" width="60%" />
          <Skeleton height={160} />
        </div>
      )}
    </Drawer>
  );
}
