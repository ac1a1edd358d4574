import type { Conversation, Message, Row } from "../src/types";

export function message(values: Partial<Message> = {}): Message {
  return {
    id: `m${values.seq ?? 1}`,
    seq: 1,
    author: "customer",
    name: null,
    text: "hello",
    buttons: [],
    cards: [],
    created_at: "2026-11-20T10:00:00+00:00",
    client_id: null,
    ...values,
  };
}

export function row(values: Partial<Row> = {}): Row {
  return {
    id: "c1",
    customer: null,
    state: "waiting",
    language: "en",
    last_message: null,
    waiting_since: null,
    reason: null,
    stake: null,
    sentiment: null,
    holder: null,
    unread: 0,
    ...values,
  };
}

export function conversation(values: Partial<Conversation> = {}): Conversation {
  return {
    ...row(),
    verified_by: null,
    created_at: "2026-11-20T09:00:00+00:00",
    handoff: null,
    messages: [],
    ...values,
  };
}
