/** The chat API's data, as the server sends them. */

export interface ButtonOption {
  id: string;
  title: string;
}

export interface CardLine {
  name: string;
  quantity?: number | null;
  price?: string | number | null;
}

/** Prices are ready-made text, or whole minor units (cents). */
export interface Card {
  kind: "product" | "order";
  id: string;
  title: string;
  /** The category's id: says how a product without a picture is drawn. */
  category?: string | null;
  subtitle?: string | null;
  price?: string | number | null;
  reason?: string | null;
  source?: string | null;
  image?: string | null;
  url?: string | null;
  buttons?: ButtonOption[];
  lines?: CardLine[];
  status?: string | null;
}

export type Author = "customer" | "bot" | "staff" | "system";

export interface Message {
  id: string;
  seq: number;
  author: Author;
  name: string | null;
  text: string;
  buttons: ButtonOption[];
  cards: Card[];
  created_at: string;
  client_id: string | null;
}

export interface ChatState {
  name: "bot" | "waiting" | "human" | "resolved" | "snoozed";
  agent: { name: string } | null;
  position: number | null;
}

export interface Conversation {
  conversation_id: string;
  visitor_token: string;
  state: ChatState;
  language: string;
  customer: { name: string } | null;
  messages: Message[];
}

export type ServerFrame =
  | { type: "welcome"; state: ChatState; messages: Message[] }
  | { type: "ack"; client_id: string; message: Message }
  | { type: "message"; message: Message }
  | { type: "typing"; author: "bot" | "staff" }
  | { type: "state"; state: ChatState }
  | { type: "error"; code: string; message: string; client_id?: string }
  | { type: "pong" };

export type ClientFrame =
  | { type: "hello"; token: string; after: number }
  | { type: "message"; client_id: string; text: string }
  | { type: "button"; client_id: string; button_id: string }
  | { type: "typing" }
  | { type: "ping" };
