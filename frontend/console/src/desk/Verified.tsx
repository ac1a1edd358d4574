import { named } from "../format";
import { Icon } from "../icons";
import { useWords } from "../services";

/** Whether the customer proved who they are, and how. */
export function Verified({ by, short = false }: { by: string | null; short?: boolean }) {
  const words = useWords();
  if (!by) {
    return (
      <span className="verified" data-verified="false">
        <Icon name="unknown" size={14} />
        {words.customer.notVerified}
      </span>
    );
  }
  const how = named(words.customer.how, by);
  return (
    <span className="verified" data-verified="true" title={how}>
      <Icon name="shield" size={14} />
      {words.customer.verified}
      {!short && <span className="verified-how">{how}</span>}
    </span>
  );
}
