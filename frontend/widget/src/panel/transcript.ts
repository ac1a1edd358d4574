import { strings, type Language } from "../strings";
import { price } from "./format";
import type { Card, Message } from "./types";

/** The conversation as plain text, one paragraph a message. */
export function transcript(
  messages: readonly Message[],
  shop: string,
  currency: string,
  language: Language,
): string {
  const paragraphs = messages.map((message) => {
    const lines = [message.text, ...message.cards.map((card) => cardLine(card, currency, language))];
    return `[${stamp(message.created_at)}] ${speaker(message, language)}: ${lines.filter(Boolean).join("\n  ")}`;
  });
  return `${[shop, ...paragraphs].join("\n\n")}\n`;
}

/** Hands the browser a text file; nothing leaves the machine. */
export function saveText(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

function cardLine(card: Card, currency: string, language: Language): string {
  const status = card.status ? (strings[language].orderStatus[card.status] ?? card.status) : null;
  const parts = [card.title, status, price(card.price, currency, language), card.reason];
  return `- ${parts.filter(Boolean).join(", ")}`;
}

function speaker(message: Message, language: Language): string {
  const words = strings[language];
  if (message.author === "customer") return words.you;
  if (message.author === "staff") return message.name ?? words.support;
  return message.author === "bot" ? words.assistant : words.support;
}

/** Local date and time, the same in every language, so that a file sorts and can be searched. */
function stamp(iso: string): string {
  const at = new Date(iso);
  const two = (value: number): string => String(value).padStart(2, "0");
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}`;
}
