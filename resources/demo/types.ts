export type Lang = 'fr' | 'en';

/** Who writes: decides the hour, the headers and the tone of the layout. */
export type Voice = 'machine' | 'news' | 'person' | 'list' | 'forge';

/** How the body is laid out: plain text, plain text with the same in HTML, or one of the designed layouts. */
export type Look = 'text' | 'note' | 'card' | 'news' | 'html';

export interface Person {
  readonly name: string;
  readonly address: string;
}

/**
 * One sender (or one circle of people) and all that it writes. A topic is one text: its first line is the subject, the
 * rest the body, in the small markup of `markup.ts` with the slots of `slots.ts`. A line `>>> a` starts the mail of
 * speaker a in a conversation; `>>> me` is the owner of the mailbox.
 */
export interface Stream {
  readonly lang: Lang;
  readonly voice: Voice;
  /** `Name <address>`: the sender, or for `forge` the machine that writes in people's names. */
  readonly from?: string;
  /** The circle of a conversation, `Name <address>`. */
  readonly people?: readonly string[];
  readonly to?: 'home' | 'work';
  readonly look?: Look;
  readonly list?: { readonly id: string; readonly address: string; readonly tag: string };
  /** Word lists of this stream's own, before those of the language. */
  readonly words?: Readonly<Record<string, readonly string[]>>;
  readonly topics: readonly string[];
  /** Share among the streams of one folder; 1 unless told. */
  readonly weight?: number;
}

/** A mail before it becomes bytes. */
export interface Letter {
  readonly from: Person;
  readonly to: readonly Person[];
  readonly cc: readonly Person[];
  readonly subject: string;
  readonly date: number;
  readonly messageId: string;
  readonly references: readonly string[];
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly text: string;
  readonly html: string | null;
  /** False for mails that only have HTML. */
  readonly withText: boolean;
  readonly attachments: readonly Attachment[];
  readonly calendar: string | null;
  readonly charset: Charset;
  readonly encoding: 'quoted-printable' | 'base64' | '8bit';
  /** Whether it came through servers: false for what the owner wrote. */
  readonly received: boolean;
}

export type Charset = 'utf-8' | 'iso-8859-1' | 'windows-1252';

export interface Attachment {
  readonly filename: string;
  readonly type: string;
  readonly content: Uint8Array;
}

/** One generated mail, as it lies in a mailbox. */
export interface Mail {
  /** Path with `/`; the inbox is `INBOX`. */
  readonly folder: string;
  /** Maildir letters in alphabetical order: D draft, F flagged, R replied, S seen. */
  readonly flags: string;
  /** True while no program has looked at it: it lies in `new/`. */
  readonly fresh: boolean;
  /** Milliseconds since 1970. */
  readonly date: number;
  /** The folder its owner would file it in: the truth that deciding is measured against; null when none fits. */
  readonly home: string | null;
  /** The whole mail (RFC 5322), lines ended by CRLF. */
  readonly source: Uint8Array;
}

export type Shape = 'demo' | 'french' | 'tangled' | 'bulk';
