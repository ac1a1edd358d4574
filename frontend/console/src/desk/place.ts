import { useSearchParams } from "react-router";

export interface Place {
  conversationId: string | null;
  /** Which pane a narrow screen shows. */
  view: "queue" | "conversation" | "customer";
  open(conversationId: string): void;
  showCustomer(): void;
  /** From the customer to the conversation, from the conversation to the queue. */
  back(): void;
}

/** Where in the desk the reader is. It stands in the query, so that one page at /desk serves every link. */
export function usePlace(): Place {
  const [query, setQuery] = useSearchParams();
  const conversationId = query.get("c");
  const onCustomer = query.get("pane") === "customer";
  return {
    conversationId,
    view: conversationId === null ? "queue" : onCustomer ? "customer" : "conversation",
    open: (id) => setQuery({ c: id }),
    showCustomer: () => conversationId !== null && setQuery({ c: conversationId, pane: "customer" }),
    back: () => setQuery(onCustomer && conversationId !== null ? { c: conversationId } : {}),
  };
}
