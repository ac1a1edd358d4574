import { useMemo, useRef, useState, type RefObject } from "react";
import { useServices, useStaff } from "../../services";
import { Drafts, type Kind } from "./drafts";

const TYPING_EVERY = 3_000;

export interface Composing {
  field: RefObject<HTMLTextAreaElement | null>;
  kind: Kind;
  text: string;
  turn: (kind: Kind) => void;
  write: (text: string) => void;
  /** Puts a suggested reply into the field, below what stands there already. */
  suggest: (reply: string) => void;
  send: () => void;
  focus: () => void;
  /** The field is there: gives it the focus that was asked for before. */
  settle: () => void;
}

/** What is being written in one conversation: a reply and a note, each kept as a draft until it is sent. */
export function useComposer(id: string): Composing {
  const { api, memory, outbox } = useServices();
  const staff = useStaff();
  const drafts = useMemo(() => new Drafts(memory, staff.id), [memory, staff.id]);
  const field = useRef<HTMLTextAreaElement>(null);
  const wantsFocus = useRef(false);
  const toldTyping = useRef(0);
  const [kind, setKind] = useState<Kind>("reply");
  const [texts, setTexts] = useState(() => ({
    reply: drafts.read(id, "reply"),
    note: drafts.read(id, "note"),
  }));
  const text = texts[kind];

  const put = (to: Kind, next: string): void => {
    setTexts((held) => ({ ...held, [to]: next }));
    drafts.write(id, to, next);
  };
  // The same step may put the field there, before or after the next painting: whichever comes last gives the focus.
  const settle = (): void => {
    if (!wantsFocus.current || !field.current) return;
    wantsFocus.current = false;
    field.current.focus();
  };
  const focus = (): void => {
    wantsFocus.current = true;
    requestAnimationFrame(settle);
  };

  return {
    field,
    kind,
    text,
    focus,
    settle,
    turn: (next) => {
      setKind(next);
      focus();
    },
    write: (next) => {
      put(kind, next);
      if (kind !== "reply" || Date.now() - toldTyping.current < TYPING_EVERY) return;
      toldTyping.current = Date.now();
      // A sign of life that nobody waits for: when it is lost, the next key sends another.
      api.typing(id).catch(() => undefined);
    },
    suggest: (reply) => {
      setKind("reply");
      put("reply", texts.reply.trim() ? `${texts.reply.trimEnd()}\n\n${reply}` : reply);
      focus();
    },
    send: () => {
      if (!text.trim()) return;
      void outbox.add(id, kind, text.trim());
      put(kind, "");
      toldTyping.current = 0;
    },
  };
}
