import { Button } from "@mantine/core";
import { ApiError } from "../api/client";
import { useWords } from "../services";

/** What could not be loaded, where it would have stood, with another try. */
export function Trouble({ error, retry }: { error: unknown; retry: () => void }) {
  const words = useWords();
  const unreachable = error instanceof ApiError && error.status === 0;
  return (
    <div className="trouble" role="alert">
      <p>{unreachable ? words.unreachable : words.loadFailed}</p>
      <Button variant="default" size="compact-sm" onClick={retry}>
        {words.retry}
      </Button>
    </div>
  );
}
