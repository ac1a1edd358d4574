import { Button } from "@mantine/core";
import { useEffect, useId, useRef, useState } from "react";
import { useLanguage, useWords } from "../../services";
import { useDeeds } from "./data";
import { Refusal } from "./Models";
import type { Model } from "./types";
import { modelName } from "./wording";

interface Props {
  model: Model;
  /** Why it should not simply go live; then a reason is asked for. */
  doubt: "worse" | "unmeasured" | null;
  close: () => void;
}

/** Asks before a model goes live. */
export function PromoteDialog({ model, doubt, close }: Props) {
  const words = useWords();
  const language = useLanguage();
  const { promote } = useDeeds();
  const [reason, setReason] = useState("");
  const dialog = useRef<HTMLDialogElement>(null);
  const field = useId();
  const told = words.models.promote;
  useEffect(() => dialog.current?.showModal(), []);
  const confirm = () =>
    promote.mutate({ id: model.id, force: doubt !== null, reason: reason.trim() }, { onSuccess: close });
  return (
    <dialog ref={dialog} className="models-dialog" onClose={close} data-testid="promote-dialog">
      <h2>{told.title(modelName(model, words, language))}</h2>
      <p>{told.lead}</p>
      {doubt && (
        <>
          <label htmlFor={field}>{told[doubt]}</label>
          <textarea
            id={field}
            rows={2}
            maxLength={1000}
            value={reason}
            placeholder={told.reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </>
      )}
      <Refusal error={promote.error} />
      <div className="dialog-end">
        <Button variant="default" onClick={close}>
          {told.cancel}
        </Button>
        <Button
          data-testid="promote-confirm"
          color={doubt ? "red" : "ink"}
          disabled={promote.isPending || (doubt !== null && !reason.trim())}
          onClick={confirm}
        >
          {doubt ? told.anyway : told.confirm}
        </Button>
      </div>
    </dialog>
  );
}
