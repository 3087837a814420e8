import type { ImapSettings } from '../../../contract/accounts.ts';
import type { MailboxRole } from '../../../contract/mail.ts';
import type { Problem, Reply } from '../../../contract/problem.ts';

/** What a source is made from. */
export type SourceSettings =
  | {
      readonly kind: 'imap';
      readonly imap: ImapSettings;
      readonly password: string;
      /** Connections at the same time; three, one of them a watch, when left out. */
      readonly connections?: number;
    }
  | { readonly kind: 'maildir'; readonly path: string };

/** Detail of the `server-refused` that a mailbox made anew in the middle of a step gives: the step is to be begun again. */
export const UIDVALIDITY_CHANGED = 'UIDVALIDITY changed';

/** A mailbox as the source lists it. */
export interface RemoteMailbox {
  readonly path: string;
  readonly delimiter: string;
  readonly role: MailboxRole;
  /** Its state as told with the list (RFC 5819, or STATUS); null when the source did not tell. */
  readonly state: MailboxState | null;
}

/** The state of a mailbox when it was looked at. A Maildir has no UIDVALIDITY of its own: it is always 1. */
export interface MailboxState {
  readonly uidvalidity: number;
  /** Next UID the server will give; null when the source does not tell (Maildir). */
  readonly uidnext: number | null;
  /** RFC 7162; null where the server has no CONDSTORE. */
  readonly highestmodseq: bigint | null;
  readonly messages: number;
}

/** A mail known by UID, with its flags. */
export interface UidFlags {
  readonly uid: number;
  /** Null where the mail is there but the source would not tell its flags. */
  readonly flags: readonly string[] | null;
}

/** What happened in a mailbox since a mod-sequence (RFC 7162). */
export interface MailboxChanges {
  /** Mails that are new or whose flags changed. */
  readonly changed: readonly UidFlags[];
  /** UIDs that are gone; null where the server does not tell (no QRESYNC). */
  readonly vanished: readonly number[] | null;
}

/** One mail as fetched: never sets \Seen (BODY.PEEK). */
export interface RawMail {
  readonly uid: number;
  readonly flags: readonly string[];
  /** INTERNALDATE, or a Maildir file's time of delivery; milliseconds. */
  readonly internalDate: number;
  /** RFC822.SIZE in bytes. */
  readonly size: number;
  /** The first bytes of the source, all of it when shorter than asked. */
  readonly source: Uint8Array;
  /** Why the server could not give the mail; `source` then holds at most some header fields. */
  readonly unreadable?: string;
}

/** What became of a move. `moved` maps old UID → new UID, null where the source does not tell (no UIDPLUS). */
export interface MoveOutcome {
  readonly uidvalidity: number | null;
  readonly moved: ReadonlyMap<number, number | null>;
  /** Asked for, but no longer in the mailbox. */
  readonly missing: readonly number[];
}

/** What a watcher saw; hints only: a sync finds out what really changed. */
export type SourceChange =
  | { readonly kind: 'mailbox'; readonly path: string }
  | { readonly kind: 'list' }
  | { readonly kind: 'lost'; readonly problem: Problem };

/**
 * A place mail is kept: an IMAP account or a Maildir tree. Every method gives expected failures as values and may be
 * called again after any of them; a source connects when it is first used and again after a loss. One owner, which closes it.
 *
 * UIDs are unique in a mailbox within one UIDVALIDITY (RFC 3501 §2.3.1.1). A Maildir file's UID is the first 52 bits of the
 * SHA-1 of the unique part of its name: stable across flag changes and moves, without writing into the person's folders.
 */
export interface MailSource {
  listMailboxes(signal: AbortSignal): Promise<Reply<RemoteMailbox[]>>;
  /** Opens the mailbox and tells its state. `folder-missing` when it is gone. */
  state(path: string, signal: AbortSignal): Promise<Reply<MailboxState>>;
  /** UIDs of all mails, or of those that arrived since `since` (milliseconds; day resolution, RFC 3501 SINCE), oldest arrival first. */
  uids(path: string, options: { since?: number }, signal: AbortSignal): Promise<Reply<number[]>>;
  /** UIDs and flags of all mails, some thousands at a time. Lazy: the caller sets the pace and may use the source in between. */
  flags(path: string, signal: AbortSignal): AsyncIterable<Reply<readonly UidFlags[]>>;
  /** What changed since a HIGHESTMODSEQ that `state` or the list told earlier; null where only a comparison can tell. */
  changes(path: string, modseq: bigint, signal: AbortSignal): Promise<Reply<MailboxChanges | null>>;
  /**
   * As `fetch`, but `source` holds only the header fields that tell whether a mail is known (see mime/identity.ts): a few
   * hundred bytes instead of the mail.
   */
  fetchHeads(path: string, uids: readonly number[], signal: AbortSignal): AsyncIterable<Reply<RawMail>>;
  /**
   * Mails in the order given, each cut to `maxBytes`. A mail that vanished is left out. Lazy: the caller sets the pace, and
   * may use the source for other things between two mails.
   */
  fetch(
    path: string,
    uids: readonly number[],
    maxBytes: number,
    signal: AbortSignal,
  ): AsyncIterable<Reply<RawMail>>;
  /** The whole source of one mail; `not-found` when it is gone. */
  fetchSource(path: string, uid: number, signal: AbortSignal): Promise<Reply<Uint8Array>>;
  /** Moves mails (RFC 6851; else COPY, STORE \Deleted, UID EXPUNGE of just these: RFC 4315). Same source only. */
  move(
    path: string,
    uids: readonly number[],
    target: string,
    signal: AbortSignal,
  ): Promise<Reply<MoveOutcome>>;
  /**
   * Takes mails away of which a copy is known to be elsewhere: \\Deleted, then UID EXPUNGE of just these (RFC 4315); without
   * UIDPLUS the mark alone. Absent where moves cannot be interrupted halfway (a Maildir renames files).
   */
  removeCopies?(path: string, uids: readonly number[], signal: AbortSignal): Promise<Reply<void>>;
  /** UIDs in a mailbox whose Message-ID is one of these (without angle brackets). */
  findByMessageId(
    path: string,
    messageIds: readonly string[],
    signal: AbortSignal,
  ): Promise<Reply<Map<string, number[]>>>;
  /** Gives the UIDs of these that are in the mailbox: a server says nothing of those that are not. */
  setFlags(
    path: string,
    uids: readonly number[],
    change: { add?: readonly string[]; remove?: readonly string[] },
    signal: AbortSignal,
  ): Promise<Reply<ReadonlySet<number>>>;
  /** Makes a mailbox; succeeds when it is already there. Path parts joined with `/`. */
  createMailbox(path: string, signal: AbortSignal): Promise<Reply<RemoteMailbox>>;
  /** What the source can do, by its own names (IMAP capabilities), for tests and diagnostics. */
  capabilities(signal: AbortSignal): Promise<Reply<string[]>>;
  /**
   * Watches for changes (IDLE on the inbox, a directory watch) until the signal aborts, which is a success, or `lost` is
   * told. A first change is told when the watch stands: something may have arrived before.
   */
  watch(onChange: (change: SourceChange) => void, signal: AbortSignal): Promise<Reply<void>>;
  /** Gives up connections that may be dead without knowing it; the next use makes new ones. */
  reconnect?(): void;
  /** Ends connections and watches; idempotent. */
  close(): Promise<void>;
}

/** Makes the source for an account. Injected, so that tests can stand in front of the network. */
export type SourceFactory = (settings: SourceSettings) => MailSource;
