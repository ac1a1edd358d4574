import { Button } from "@mantine/core";
import { named } from "../../format";
import { useWords } from "../../services";

interface Props {
  selected: boolean;
  onMark: (entity: string) => void;
  onEdit: () => void;
}

const WITH_A_KEY = 9;

/** What selected words can be marked as; without a selection, what can be done with the text. */
export function EntityTools({ selected, onMark, onEdit }: Props) {
  const words = useWords().console;
  if (!selected) {
    return (
      <div className="label-tools">
        <p className="soft">
          {words.inbox.selectHint} {words.inbox.maskedNote}
        </p>
        <Button size="compact-sm" variant="subtle" color="gray" onClick={onEdit}>
          {words.inbox.edit}
        </Button>
      </div>
    );
  }
  return (
    <div className="label-tools">
      <div className="entity-keys" role="group" aria-label={words.inbox.markAs}>
        {Object.keys(words.entities).map((entity, at) => (
          <button
            key={entity}
            type="button"
            // The selection must outlive the press.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onMark(entity)}
          >
            {at < WITH_A_KEY && <kbd>{at + 1}</kbd>}
            {named(words.entities, entity)}
          </button>
        ))}
      </div>
    </div>
  );
}
