/** What the Staff API sends. Moments are ISO 8601, money is in minor units (cents). */

export type Language = "en" | "zh";
export type StateName = "bot" | "waiting" | "human" | "resolved" | "snoozed";
export type Author = "customer" | "bot" | "staff" | "system";
export type SentimentLabel = "negative" | "neutral" | "positive";
export type Localised = Partial<Record<Language, string>>;

export interface Staff {
  id: string;
  name: string;
  email: string;
  role: string;
}

export interface Sentiment {
  label: SentimentLabel;
  score: number;
}

export interface Named {
  id: string;
  name: string;
}

/** What may be lost with a customer who waits, and the minutes of head start in the queue that it gives. */
export interface Stake {
  minutes: number;
  churn: number;
  spent_cents: number;
  typical_cents: number;
}

/** One conversation as a line of the queue. */
export interface Row {
  id: string;
  customer: Named | null;
  state: StateName;
  language: Language;
  last_message: { author: Author; text: string; created_at: string } | null;
  waiting_since: string | null;
  reason: string | null;
  stake: Stake | null;
  sentiment: Sentiment | null;
  holder: Named | null;
  unread: number;
}

export interface Nlu {
  intent: string | null;
  confidence: number | null;
  sentiment: Sentiment | null;
}

export interface Correction {
  intent: string | null;
  sentiment: SentimentLabel | null;
}

export interface CardLine {
  name: string;
  quantity: number;
  price?: string | number | null;
}

/** A product or an order as the customer was shown it. */
export interface Card {
  kind: "product" | "order";
  id: string;
  title: string;
  subtitle?: string | null;
  price?: string | number | null;
  reason?: string | null;
  status?: string | null;
  lines?: CardLine[] | null;
  buttons?: { id: string; title: string }[];
}

export interface Message {
  id: string;
  seq: number;
  author: Author;
  name: string | null;
  text: string;
  buttons: { id: string; title: string }[];
  cards: Card[];
  created_at: string;
  client_id: string | null;
  nlu?: Nlu | null;
  /** What an agent says it meant. */
  corrected?: Correction | null;
  note?: boolean;
}

export interface HandoffCard {
  reason: string;
  detail: string | null;
  requested_at: string;
  intents: string[];
  slots: Record<string, unknown>;
  sentiments: { at: string; score: number; label: SentimentLabel }[];
  tried: { action: string; at: string }[];
  suggested_reply: string | null;
  /** Missing on requests from before there was one. */
  stake?: Stake | null;
}

export interface Conversation extends Row {
  verified_by: string | null;
  created_at: string;
  handoff: HandoffCard | null;
  messages: Message[];
}

export interface Profile {
  customer_id: string;
  orders: number;
  spent_cents: number;
  last_order_at: string | null;
  recency_days: number | null;
  returns: number;
  return_rate: number | null;
  /** Category and its share, the largest first. */
  favourite_categories: { id: string; name: Localised; share: number }[];
  views: number;
  searches: number;
  language: string | null;
  open_orders: number;
  /** Where they stand among all customers; null before the first rebuild and for those who did nothing yet. */
  standing: Standing | null;
}

/** What the last rebuild expects of a customer: chances in [0, 1], null without enough evidence. */
export interface Expected {
  purchase: number | null;
  /** Within 30 days, in cents. */
  spend_cents: number | null;
  churn: number | null;
  /** Days without a purchase that count as lost. */
  horizon_days: number | null;
}

/** An action that may be taken: its value in cents, and the numbers that the value is the product of. */
export interface ActionOption {
  kind: string;
  value_cents: number;
  about: Localised | null;
  evidence: { code: string; value: number; text: Localised; assumed: boolean }[];
}

/** What is best to do next: `kind` may be "nothing". `barred`: what must not be done now, and why. */
export interface NextAction {
  currency: string;
  kind: string;
  options: ActionOption[];
  barred: Readonly<Record<string, string>>;
}

/** Why a chance is what it is: points that add up from `base` to `chance`. */
export interface Outlook {
  task: string;
  chance: number;
  base: number;
  contributions: { group: string; points: number; words: Localised }[];
}

/** What sets a customer or a segment apart, in words and with its figures. */
export interface Trait {
  feature: string;
  effect: number;
  phrase: Localised;
  said: Localised;
  usual: Localised;
}

export interface Standing {
  as_of: string;
  segment: { label: number; name: Localised; sentence: Localised; share: number } | null;
  traits: Trait[];
}

export interface OrderLine {
  id: string;
  name: Localised;
  options: Record<string, unknown>;
  quantity: number;
  unit_price_cents: number;
}

export interface Order {
  id: string;
  display_id: string;
  status: string;
  placed_at: string | null;
  expected_at: string | null;
  delivered_at: string | null;
  lines: OrderLine[];
  total_cents: number;
  currency: string;
  tracking: string[];
}

/** One thing that a suggestion's score goes back to; share: of the score, below 0 where it speaks against. */
export interface Share {
  label: string;
  value: number;
  share: number;
}

export interface Suggestion {
  product_id: string;
  name: string;
  price_cents: number;
  currency: string;
  reason: string;
  kind: string;
  source: string;
  shares: Share[];
}

export interface Past {
  id: string;
  created_at: string;
  state: StateName;
  last: string | null;
}

export interface CustomerFacts {
  id: string;
  name: string;
  email: string | null;
  phone: string | null;
  verified_by: string | null;
}

/** Where a customer's words and deeds differ; bits are above 0 where the customer says more than we see. */
export interface TopicGap {
  topic: string;
  name: Localised;
  said: number;
  expected: number;
  delta: number;
  low: number;
  high: number;
  flagged: boolean;
  thin: boolean;
}

export interface FamilyGap {
  family: "behaviour" | "category";
  topics: TopicGap[];
  said: number;
  total_bits: number;
  gone: number;
  missing: string | null;
}

export interface Gap {
  families: FamilyGap[];
}

export interface CustomerView {
  customer: CustomerFacts | null;
  profile: Profile | null;
  expected: Expected | null;
  next_action: NextAction | null;
  gap: Gap | null;
  orders: Order[];
  recommendations: Suggestion[];
  past: Past[];
}

/** What the desk's socket says. */
export type Frame =
  | { type: "queue" }
  | { type: "message"; conversation_id: string; message: Message }
  | { type: "state"; conversation_id: string; state: unknown }
  | { type: "typing"; conversation_id: string };
