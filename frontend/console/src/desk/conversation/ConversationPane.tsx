import { ActionIcon, Skeleton } from "@mantine/core";
import { Icon } from "../../icons";
import { ApiError } from "../../api/client";
import { useStaff, useWords } from "../../services";
import { useConversation } from "../data";
import { Nothing } from "../Nothing";
import type { Place } from "../place";
import { Trouble } from "../Trouble";
import { Composer } from "./Composer";
import { useComposer } from "./composing";
import { ConversationHeader } from "./ConversationHeader";
import { HandoffCard } from "./HandoffCard";
import { permissions } from "./permissions";
import { useSteps } from "./steps";
import { Transcript } from "./Transcript";

export function ConversationPane({ id, place }: { id: string; place: Place }) {
  const words = useWords();
  const staff = useStaff();
  const { data: conversation, error, refetch } = useConversation(id);
  const composer = useComposer(id);
  const steps = useSteps(id, (step) => step === "claim" && composer.focus());

  if (!conversation) {
    if (error instanceof ApiError && error.status === 404) {
      return <Nothing icon="ask" title={words.conversation.missing} lead={words.conversation.chooseLead} />;
    }
    return error ? <Trouble error={error} retry={() => void refetch()} /> : <Loading label={words.loading} />;
  }
  const may = permissions(conversation, staff.id);
  return (
    <>
      <ConversationHeader conversation={conversation} place={place} steps={steps} />
      {steps.problem && (
        <p className="line line-bad conversation-problem" role="alert" data-testid="conflict">
          <span>{steps.problem}</span>
          <ActionIcon
            variant="subtle"
            color="red"
            size={24}
            aria-label={words.dismiss}
            onClick={steps.dismiss}
          >
            <Icon name="close" size={14} />
          </ActionIcon>
        </p>
      )}
      {conversation.handoff && (
        <HandoffCard
          card={conversation.handoff}
          withReply={!may.reply && conversation.state !== "resolved"}
        />
      )}
      <Transcript conversation={conversation} />
      <Composer conversation={conversation} composer={composer} steps={steps} />
    </>
  );
}

function Loading({ label }: { label: string }) {
  return (
    <div className="conversation-loading" role="status" aria-label={label}>
      <Skeleton height={32} width="40%" />
      <Skeleton height={96} />
      <Skeleton height={40} width="60%" />
      <Skeleton height={40} width="50%" />
    </div>
  );
}
