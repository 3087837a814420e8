import type { ImapSettings } from '../../../contract/accounts.ts';
import type { SourceSettings } from '../../../main/engine/sources/port.ts';

/** Of every server that the tests start, for every user. */
export const password = 'correct-horse-battery';

/** What our sync and our moves make use of where it is offered. */
export const interesting = [
  'CONDSTORE',
  'ENABLE',
  'IDLE',
  'LIST-STATUS',
  'MOVE',
  'NAMESPACE',
  'QRESYNC',
  'SPECIAL-USE',
  'UIDPLUS',
] as const;

export type Capability = (typeof interesting)[number];

/** How a server differs from the others, as far as it matters to a client. */
export interface Traits {
  /** What it offers of `interesting`; it must lack the rest. */
  readonly offers: readonly Capability[];
  /** What the names of the person's mailboxes begin with (RFC 2342). */
  readonly prefix: string;
  readonly delimiter: string;
  /** Seconds that RENAME and DELETE take, where that is not nothing. */
  readonly restructuring?: number;
}

/** A mail server on a loopback port with a data folder of its own, owned by the test that started it. */
export interface MailServer {
  readonly name: string;
  readonly traits: Traits;
  readonly port: number;
  /** A user with an empty inbox. */
  makeUser(user: string): Promise<void>;
  /** Starts the server again, with the mail it had. */
  resume(): Promise<void>;
  /** Kills the server and every connection without a word. */
  kill(): Promise<void>;
  /** Kills the server and removes its folder. */
  stop(): Promise<void>;
  settings(user: string): ImapSettings;
  sourceSettings(user: string, secret?: string): SourceSettings;
}

/** A mailbox's full name on this server, from the parts that the person sees. */
export function pathOn({ traits }: MailServer, ...parts: readonly string[]): string {
  return parts[0] === 'INBOX' ? parts.join(traits.delimiter) : traits.prefix + parts.join(traits.delimiter);
}
