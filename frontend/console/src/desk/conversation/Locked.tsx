import { Button } from "@mantine/core";
import { useStaff, useWords } from "../../services";
import type { Words } from "../../strings";
import type { Conversation } from "../../types";
import { permissions } from "./permissions";
import type { Steps } from "./steps";

interface Props {
  conversation: Conversation;
  steps: Steps;
  draft: string;
}

/** In place of the field: why one cannot reply now, and the step after which one can. */
export function Locked({ conversation, steps, draft }: Props) {
  const words = useWords();
  const staff = useStaff();
  const claimable = permissions(conversation, staff.id).steps.includes("claim");
  return (
    <div className="locked">
      {draft && <p className="locked-draft clip">{draft}</p>}
      <p className="soft">{whyLocked(conversation, words)}</p>
      {claimable && (
        <Button
          loading={steps.busy === "claim"}
          onClick={() => steps.take("claim")}
          data-testid="claim-to-reply"
        >
          {conversation.state === "snoozed" ? words.composer.resumeToReply : words.composer.claimToReply}
        </Button>
      )}
    </div>
  );
}

function whyLocked({ state, holder }: Conversation, words: Words): string {
  const locked = words.composer.locked;
  if (state === "human" && holder) return locked.held(holder.name);
  return locked[state === "human" ? "waiting" : state];
}
