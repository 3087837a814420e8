import { z } from 'zod';

export const address = z.object({ name: z.string(), address: z.string() });
/** A mailbox address (RFC 5322 §3.4): display name (may be empty) and addr-spec in lower case (may be empty when unreadable). */
export type Address = z.infer<typeof address>;

export const attachmentInfo = z.object({
  /** Position among the mail's attachments, from 0; stable for the same source. */
  index: z.number().int().nonnegative(),
  filename: z.string(),
  mimeType: z.string(),
  /** Decoded size in bytes; 0 when only the start of the mail was read. */
  size: z.number().int().nonnegative(),
});
export type AttachmentInfo = z.infer<typeof attachmentInfo>;

/**
 * Why a file is not to be opened from a mail: it runs (`program`), carries instructions (`script`, `macros`), leads elsewhere
 * (`shortcut`), holds other files that no check has seen (`disk-image`), is a page that could ask for a password (`web-page`),
 * hides what it is (`two-endings`, `hidden-characters`), or is not what it says (`other-kind`).
 */
export const fileDanger = z.enum([
  'program',
  'script',
  'macros',
  'shortcut',
  'disk-image',
  'web-page',
  'two-endings',
  'hidden-characters',
  'other-kind',
]);
export type FileDanger = z.infer<typeof fileDanger>;

/** Roles a mailbox can have (RFC 6154 special use, plus the inbox); `folder` is any other mailbox: a person's own. */
export const mailboxRole = z.enum([
  'inbox',
  'folder',
  'sent',
  'drafts',
  'trash',
  'junk',
  'archive',
  'all',
  'flagged',
]);
export type MailboxRole = z.infer<typeof mailboxRole>;

/** Raised when the meaning of `MailFeatures` changes: stored features of another version are computed again. */
export const FEATURES_VERSION = 1;

/** Characters of text that deciding looks at: what decides stands near the top. */
export const FEATURES_BODY_LENGTH = 16_000;

/**
 * What deciding may know of a mail: the same whether it came from IMAP, a Maildir or a test. Pure data, made by
 * `mime/features.ts` from a parsed mail; rules and classifier read nothing else.
 */
export interface MailFeatures {
  readonly messageId: string | null;
  /** Message-IDs of the thread, oldest first: References then In-Reply-To (RFC 5322 §3.6.4). Without the mail's own. */
  readonly references: readonly string[];
  readonly from: Address;
  readonly replyTo: readonly Address[];
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  readonly subject: string;
  /** Subject without reply and forward prefixes (Re, Fwd, Tr, Réf, AW …) and list tags, white space folded. */
  readonly subjectNormal: string;
  /** The identifier inside List-Id's angle brackets (RFC 2919), lower case. */
  readonly listId: string | null;
  /** Milliseconds since 1970, UTC. */
  readonly date: number;
  /** RFC822.SIZE in bytes. */
  readonly size: number;
  /** ISO 639-1 code, when it could be told. */
  readonly language: string | null;
  readonly machine: {
    /** List-Unsubscribe present (RFC 2369). */
    readonly unsubscribe: boolean;
    /** Precedence: bulk, list or junk. */
    readonly bulk: boolean;
    /** Auto-Submitted other than "no" (RFC 3834). */
    readonly autoSubmitted: boolean;
    /** X-Mailer or User-Agent, lower case, version numbers removed; empty when absent. */
    readonly mailer: string;
  };
  readonly attachments: readonly { readonly filename: string; readonly mimeType: string }[];
  /** The first `FEATURES_BODY_LENGTH` characters of readable text: plain part, else the HTML part as text. Quoted text kept. */
  readonly body: string;
  /** Other header fields that rules may ask for, by lower-case name, first value, at most 1 kB each. */
  readonly headers: Readonly<Record<string, string>>;
}
