import { assertNever } from '../../../../contract/assert-never.ts';
import type { Evidence } from '../../../../contract/evidence.ts';
import type { MailboxId } from '../../../../contract/ids.ts';
import type { MailFeatures } from '../../../../contract/mail.ts';
import { foldText } from '../text.ts';
import { lexemesOf } from './lexing.ts';
import { FIELDS, hashToken } from './tokens.ts';

/** Memories of where mail with one trait went. */
export type MemoryKind = 'sender' | 'domain' | 'subject' | 'thread';

/** What must not speak for a folder: what is remembered of a trait, or a token of a field. */
export type DoubtKey =
  | { readonly memory: MemoryKind; readonly key: string }
  | { readonly field: (typeof FIELDS)[number]; readonly text: string };

/** Evidence that the person called wrong for a folder. */
export interface Doubt {
  readonly mailbox: MailboxId;
  readonly keys: readonly DoubtKey[];
}

/** What the model goes by when it gives this evidence for this mail; empty for a rule, which is the person's own. */
export function doubtKeys(evidence: Evidence, mail: MailFeatures): DoubtKey[] {
  switch (evidence.kind) {
    case 'thread':
      return [...new Set([...mail.references, mail.messageId ?? ''])]
        .filter(Boolean)
        .map((key) => ({ memory: 'thread', key }));
    case 'sender':
      // For mail of this sender all that is known by who wrote it is silenced: see Model.
      return [{ memory: 'sender', key: evidence.address }];
    case 'domain':
      return [
        { memory: 'domain', key: evidence.domain },
        { field: 'sender', text: `@${evidence.domain}` },
      ];
    case 'list':
      return [{ field: 'form', text: `list:${evidence.listId}` }];
    case 'subject': {
      const line = lexemesOf(evidence.subject).join(' ');
      return [
        { memory: 'subject', key: foldText(evidence.subject).trim() },
        { field: 'subject', text: `=${line}` },
      ];
    }
    case 'recipient':
      return [{ field: 'recipients', text: evidence.address }];
    case 'words':
      // They are shown with their accents.
      return evidence.words.map(foldText).flatMap((text) => [
        { field: 'body' as const, text },
        { field: 'subject' as const, text },
      ]);
    case 'rule':
    case 'opinion':
      return [];
    default:
      return assertNever(evidence);
  }
}

/** Finds quickly whether something must not speak for a folder. */
export class Doubts {
  readonly #memories = new Map<string, Set<MailboxId>>();
  readonly #tokens = new Map<number, Set<MailboxId>>();

  constructor(doubts: readonly Doubt[]) {
    for (const { mailbox, keys } of doubts) {
      for (const key of keys) {
        if ('memory' in key) add(this.#memories, `${key.memory} ${key.key}`, mailbox);
        else add(this.#tokens, hashToken(FIELDS.indexOf(key.field), key.text), mailbox);
      }
    }
  }

  /** Whether any token is doubted at all. */
  get ofTokens(): boolean {
    return this.#tokens.size > 0;
  }

  /** Folders for which what is remembered of this trait must not speak. */
  memory(kind: MemoryKind, key: string): ReadonlySet<MailboxId> | undefined {
    return this.#memories.size === 0 ? undefined : this.#memories.get(`${kind} ${key}`);
  }

  /** Folders for which the token with this hash must not speak. */
  token(hash: number): ReadonlySet<MailboxId> | undefined {
    return this.#tokens.get(hash);
  }
}

function add<Key>(map: Map<Key, Set<MailboxId>>, key: Key, mailbox: MailboxId): void {
  let set = map.get(key);
  if (!set) map.set(key, (set = new Set()));
  set.add(mailbox);
}
