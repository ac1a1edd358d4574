type Kind = "file" | "place" | "added" | "removed" | "same";

/** A unified diff, a block a file. */
export function Diff({ text, label }: { text: string; label: string }) {
  const rows = text.split("\n").slice(0, -1);
  return (
    <pre className="diff" aria-label={label} data-testid="diff" tabIndex={0}>
      {rows
        .filter((row) => !row.startsWith("--- "))
        .map((row, at) => (
          <span key={at} data-kind={kindOf(row)}>
            {row.startsWith("+++ ") ? row.slice("+++ b/".length) : row}
            {"\n"}
          </span>
        ))}
    </pre>
  );
}

function kindOf(row: string): Kind {
  if (row.startsWith("+++ ")) return "file";
  if (row.startsWith("@@")) return "place";
  if (row.startsWith("+")) return "added";
  return row.startsWith("-") ? "removed" : "same";
}
