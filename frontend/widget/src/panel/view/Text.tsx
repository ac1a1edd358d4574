import { linkify } from "../links";

/** A message's text: text nodes and checked links, never markup. */
export function Text({ text }: { text: string }) {
  return (
    <>
      {linkify(text).map(({ text: piece, href }, at) =>
        href ? (
          <a key={at} href={href} target="_blank" rel="noopener noreferrer">
            {piece}
          </a>
        ) : (
          piece
        ),
      )}
    </>
  );
}
