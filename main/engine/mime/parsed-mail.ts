import type { Address } from '../../../contract/mail.ts';

/** A header field, decoded (RFC 2047) and unfolded, its name as the mail spells it. */
export interface HeaderField {
  readonly name: string;
  readonly value: string;
}

/** What was learned from the first bytes of a mail, or from all of it. */
export interface ParsedMail {
  /** Without angle brackets; null when the mail has none. */
  readonly messageId: string | null;
  /** Message-IDs of the thread, oldest first, without the mail's own. */
  readonly references: readonly string[];
  readonly from: Address;
  readonly replyTo: readonly Address[];
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  readonly subject: string;
  /** Milliseconds since 1970: the Date field, or the time of delivery where that field is absent or absurd. */
  readonly date: number;
  /** RFC822.SIZE in bytes. */
  readonly size: number;
  readonly headers: readonly HeaderField[];
  /** Readable text: the plain part, else the HTML part as text. */
  readonly text: string;
  /** Inline images left out. Sizes are 0 where the end of the part was not read. */
  readonly attachments: readonly {
    readonly filename: string;
    readonly mimeType: string;
    readonly size: number;
  }[];
  /** Also true when the part that was not read very likely holds one. */
  readonly hasAttachments: boolean;
  /** See `identity.ts`. */
  readonly identity: string;
  /** Why the mail could not be parsed; `text` is then its raw body. */
  readonly unreadable: string | null;
}

/** What the source tells about a mail beside its bytes. */
export interface Delivery {
  /** INTERNALDATE, milliseconds. */
  readonly internalDate: number;
  /** RFC822.SIZE. */
  readonly size: number;
  /** True when `source` is only the beginning. */
  readonly truncated: boolean;
}
