import { Button, Textarea } from "@mantine/core";
import { useWords } from "../../services";

interface Props {
  text: string;
  onChange: (text: string) => void;
  onDone: () => void;
}

/** The example's text as a field; Enter and Escape both end it, since every letter counts at once. */
export function TextEditor({ text, onChange, onDone }: Props) {
  const words = useWords().console.inbox;
  return (
    <div className="label-edit">
      <Textarea
        rows={3}
        autoFocus
        aria-label={words.editLabel}
        data-testid="label-text"
        value={text}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          // Enter may also choose a Chinese word in an input method.
          if (event.nativeEvent.isComposing || (event.key !== "Escape" && event.key !== "Enter")) return;
          event.preventDefault();
          onDone();
        }}
      />
      <Button size="compact-sm" variant="default" onClick={onDone}>
        {words.editDone}
      </Button>
    </div>
  );
}
