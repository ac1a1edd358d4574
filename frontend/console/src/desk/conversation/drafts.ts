import type { Memory } from "../../memory";

export type Kind = "reply" | "note";

const PREFIX = "attune.desk.draft.";

/** What an agent has begun to write, a conversation and kind each. It outlives reloads and an ended session. */
export class Drafts {
  constructor(
    private readonly memory: Memory,
    private readonly staffId: string,
  ) {}

  read(conversationId: string, kind: Kind): string {
    return this.memory.get(this.key(conversationId, kind)) ?? "";
  }

  write(conversationId: string, kind: Kind, text: string): void {
    const key = this.key(conversationId, kind);
    if (text) this.memory.set(key, text);
    else this.memory.remove(key);
  }

  private key(conversationId: string, kind: Kind): string {
    return `${PREFIX}${this.staffId}.${conversationId}.${kind}`;
  }
}

/** Signing out on purpose leaves nothing about customers on this computer. */
export function forgetDrafts(memory: Memory): void {
  for (const key of memory.keys()) if (key.startsWith(PREFIX)) memory.remove(key);
}
