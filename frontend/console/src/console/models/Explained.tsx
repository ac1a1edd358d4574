import { Tooltip } from "@mantine/core";

/** A field's name that says what it means: on hover, on focus, and to a screen reader. */
export function Explained({
  name,
  help,
  as: Tag = "dt",
}: {
  name: string;
  help: string;
  as?: "dt" | "span";
}) {
  return (
    <Tag>
      <Tooltip label={help} multiline w={280} events={{ hover: true, focus: true, touch: true }}>
        <button type="button" className="explained" aria-description={help}>
          {name}
        </button>
      </Tooltip>
    </Tag>
  );
}
