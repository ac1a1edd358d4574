import type { QueryClient } from "@tanstack/react-query";
import type { Conversation, Frame, Language, Message, Row } from "../../types";
import type { TypingCustomers } from "./typing";

export const keys = {
  queue: ["queue"] as const,
  conversation: (id: string) => ["conversation", id] as const,
  /** Without a language: the customer in all of them. */
  customer: (id: string, language?: Language) => (language ? ["customer", id, language] : ["customer", id]),
};

/** The conversation with that message in its place; a copy that is there already only gains what it lacks. */
export function withMessage(conversation: Conversation, message: Message): Conversation {
  const held = conversation.messages.find(({ id }) => id === message.id);
  const others = conversation.messages.filter(({ id }) => id !== message.id);
  const merged = { ...held, ...message, nlu: message.nlu ?? held?.nlu ?? null };
  return { ...conversation, messages: [...others, merged].sort((a, b) => a.seq - b.seq) };
}

export function storeMessage(queries: QueryClient, conversationId: string, message: Message): void {
  queries.setQueryData<Conversation>(
    keys.conversation(conversationId),
    (held) => held && withMessage(held, message),
  );
}

/** The row that a step came back with, shown at once in the queue and in the open conversation. */
export function storeRow(queries: QueryClient, row: Row): void {
  queries.setQueryData<Row[]>(keys.queue, (rows) => rows?.map((old) => (old.id === row.id ? row : old)));
  queries.setQueryData<Conversation>(keys.conversation(row.id), (held) => held && { ...held, ...row });
}

export function refresh(queries: QueryClient, conversationId?: string): void {
  void queries.invalidateQueries({ queryKey: keys.queue });
  if (conversationId) void queries.invalidateQueries({ queryKey: keys.conversation(conversationId) });
}

/** What a frame of the socket changes in what is shown. */
export function applyFrame(queries: QueryClient, typing: TypingCustomers, frame: Frame): void {
  switch (frame.type) {
    case "queue":
      refresh(queries);
      break;
    case "typing":
      typing.note(frame.conversation_id);
      break;
    case "message":
      if (frame.message.author === "customer") typing.clear(frame.conversation_id);
      storeMessage(queries, frame.conversation_id, frame.message);
      refresh(queries, frame.conversation_id);
      break;
    case "state":
      refresh(queries, frame.conversation_id);
      void queries.invalidateQueries({ queryKey: keys.customer(frame.conversation_id) });
      break;
  }
}
