export type Piece = { text: string; href: string | null };

const ADDRESS = /https?:\/\/[^\s<>"'“”‘’「」（），。；！？、]+/gi;
const TRAILING = /[.,;:!?)\]}]+$/;

/** Splits text into plain pieces and links. Only complete http and https addresses become links. */
export function linkify(text: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = withoutTrailing(match[0]);
    const href = httpAddress(address);
    if (!href) continue;
    if (match.index > end) pieces.push({ text: text.slice(end, match.index), href: null });
    pieces.push({ text: address, href });
    end = match.index + address.length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), href: null });
  return pieces;
}

/** Punctuation after an address belongs to the sentence, except a bracket that the address itself opened. */
function withoutTrailing(address: string): string {
  const tail = TRAILING.exec(address)?.[0] ?? "";
  const keepsBracket = tail.startsWith(")") && address.includes("(");
  return keepsBracket
    ? address.slice(0, address.length - tail.length + 1)
    : address.slice(0, address.length - tail.length);
}

/** The address, resolved against `base`, where it is http or https; else null. */
export function httpAddress(address: string | null | undefined, base?: string): string | null {
  if (!address) return null;
  try {
    const url = new URL(address, base);
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
  } catch {
    return null;
  }
}
