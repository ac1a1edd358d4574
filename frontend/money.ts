// The signs that the bot writes too (engine/text/money.py): one sum reads the same everywhere.
const signs: Record<string, Record<string, string>> = {
  en: { USD: "$", EUR: "€", GBP: "£", CNY: "CN¥", JPY: "¥", SGD: "S$" },
  zh: { USD: "US$", EUR: "€", GBP: "£", CNY: "¥", JPY: "JP¥", SGD: "S$" },
};
const withoutCents = new Set(["JPY", "KRW", "VND"]);

/** Minor units of an ISO 4217 currency: (-123456, "USD", "en") is "-$1,234.56"; a currency without a sign keeps its code. */
export function formatMoney(cents: number, currency: string, language: "en" | "zh"): string {
  const digits = withoutCents.has(currency) ? 0 : 2;
  const amount = Math.abs(cents) / 10 ** digits;
  const text = amount.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return `${cents < 0 ? "-" : ""}${signs[language]?.[currency] ?? `${currency} `}${text}`;
}
