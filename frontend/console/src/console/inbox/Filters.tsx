import { NativeSelect, TextInput } from "@mantine/core";
import type { InboxFilter } from "../../api/console";
import { useWords } from "../../services";
import { REASONS, type InboxPage } from "../types";

interface Props {
  filter: InboxFilter;
  page: InboxPage | undefined;
  onChange: (change: Partial<InboxFilter>) => void;
}

export function Filters({ filter, page, onChange }: Props) {
  const words = useWords().console;
  const count = (reason: (typeof REASONS)[number]): string =>
    filter.state === "open" && page ? ` (${page.reasons[reason]})` : "";
  return (
    <div className="inbox-filters">
      <TextInput
        size="sm"
        type="search"
        placeholder={words.inbox.search}
        aria-label={words.inbox.search}
        value={filter.q}
        onChange={(event) => onChange({ q: event.currentTarget.value })}
      />
      <NativeSelect
        size="sm"
        aria-label={words.inbox.reason}
        value={filter.reason ?? ""}
        onChange={(event) => onChange({ reason: event.currentTarget.value || null })}
        data={[
          { value: "", label: words.inbox.reason },
          ...REASONS.map((reason) => ({ value: reason, label: words.inbox.reasons[reason] + count(reason) })),
        ]}
      />
      <NativeSelect
        size="sm"
        aria-label={words.inbox.language}
        value={filter.language ?? ""}
        onChange={(event) => onChange({ language: event.currentTarget.value || null })}
        data={[
          { value: "", label: words.inbox.language },
          { value: "en", label: words.languages.en },
          { value: "zh", label: words.languages.zh },
        ]}
      />
    </div>
  );
}
