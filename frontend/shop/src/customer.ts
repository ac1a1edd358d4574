import { signal } from "@preact/signals";
import { api, ShopError } from "./api";
import { withAssistant } from "./assistant";

/** Whom this browser shops as; null is a visitor. */
export interface Customer {
  id: string;
  name: string;
}

const KEY = "shop.customer";
/** The token lives ten minutes; a new one is fetched before that. */
const FRESH_FOR = 8 * 60_000;

export const customer = signal<Customer | null>(readCustomer());
export const signInFailed = signal(false);
let token: { value: string; customer: string; at: number } | null = null;

/** Signs in as a customer of the demo shop, and tells the assistant; null signs out. */
export async function shopAs(next: Customer | null): Promise<void> {
  signInFailed.value = false;
  token = null;
  if (next) {
    try {
      await freshToken(next.id);
    } catch {
      signInFailed.value = true;
      return;
    }
  }
  customer.value = next;
  writeCustomer(next);
  tellAssistant();
}

/** At page load: the assistant learns who is there, and gets a new token when the old one has run out. */
export function introduceCustomer(): void {
  if (customer.value) void freshToken(customer.value.id).then(tellAssistant, forgetUnknown);
  withAssistant((assistant) =>
    assistant.on("error", ({ code }) => {
      if (code !== "unauthenticated" || !customer.value || (token && Date.now() - token.at < 60_000)) return;
      token = null;
      void freshToken(customer.value.id).then(tellAssistant, forgetUnknown);
    }),
  );
}

/** Records that the customer looked at a product; visitors leave no trace. */
export async function recordView(productId: string): Promise<void> {
  const who = customer.value;
  if (!who) return;
  try {
    await api.viewed(productId, await freshToken(who.id));
  } catch (error) {
    // A page view that is not recorded is no reason to disturb anybody; anything else is a fault of ours.
    if (!(error instanceof ShopError)) throw error;
  }
}

async function freshToken(customerId: string): Promise<string> {
  if (token?.customer === customerId && Date.now() - token.at < FRESH_FOR) return token.value;
  token = { value: await api.token(customerId), customer: customerId, at: Date.now() };
  return token.value;
}

function tellAssistant(): void {
  withAssistant((assistant) => assistant.identify(customer.value ? (token?.value ?? null) : null));
}

/** The demo data were made anew and this customer is not among them. */
function forgetUnknown(error: unknown): void {
  if (!(error instanceof ShopError) || error.status === 0 || error.status >= 500) return;
  customer.value = null;
  writeCustomer(null);
  tellAssistant();
}

function readCustomer(): Customer | null {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "null") as Partial<Customer> | null;
    return typeof kept?.id === "string" && typeof kept.name === "string"
      ? { id: kept.id, name: kept.name }
      : null;
  } catch {
    return null;
  }
}

function writeCustomer(value: Customer | null): void {
  try {
    if (value) localStorage.setItem(KEY, JSON.stringify(value));
    else localStorage.removeItem(KEY);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}
