import type { Transcript } from './transcript.ts';

export interface ModelMail {
  readonly name: string;
  uid: number;
  flags: string[];
  readonly internalDate: Date;
  readonly source: Buffer;
  /** What FETCH tells beside the usual, by item. */
  readonly extra: ReadonlyMap<string, string>;
}

export interface ModelMailbox {
  /** As on the wire. */
  readonly name: string;
  readonly attributes: string;
  readonly uidvalidity: number;
  uidnext: number;
  mails: ModelMail[];
}

const DAY = 86_400_000;

/** The mail that a server of transcripts holds under a name; its Message-ID is `name@example.org`. */
export function letter(name: string): Buffer {
  return Buffer.from(
    [
      `Message-ID: <${name}@example.org>`,
      'From: Sender <sender@example.org>',
      'To: anne@example.org',
      `Subject: About ${name}`,
      `Date: ${new Date(Date.now() - DAY).toUTCString().replace('GMT', '+0000')}`,
      '',
      `This is the text of ${name}.`,
      '',
    ].join('\r\n'),
  );
}

/** What a well-behaved server would hold. */
export class Model {
  readonly mailboxes = new Map<string, ModelMailbox>();
  readonly capabilities: string;
  readonly delimiter: string;
  readonly #extras: Transcript['mails'];

  constructor(transcript: Transcript) {
    this.capabilities = transcript.capabilities;
    this.delimiter = transcript.delimiter;
    this.#extras = transcript.mails;
    const listed =
      transcript.mailboxes.length > 0 ? transcript.mailboxes : [{ name: 'INBOX', attributes: '', mails: [] }];
    for (const { name, attributes, mails } of listed) {
      const uidvalidity = transcript.uidvalidity.get(name) ?? 1000 + this.mailboxes.size;
      const mailbox: ModelMailbox = { name, attributes, uidvalidity, uidnext: 1, mails: [] };
      this.mailboxes.set(name, mailbox);
      for (const mail of mails) this.add(mailbox, mail);
    }
  }

  add(mailbox: ModelMailbox, name: string): ModelMail {
    const extra = this.#extras.get(name) ?? new Map<string, string>();
    const mail: ModelMail = {
      name,
      uid: mailbox.uidnext,
      flags: [],
      internalDate: new Date(Date.now() - DAY),
      source: letter(name),
      extra,
    };
    mailbox.uidnext += 1;
    mailbox.mails.push(mail);
    return mail;
  }

  find(name: string): ModelMailbox | undefined {
    return this.mailboxes.get(name.toUpperCase() === 'INBOX' ? this.#inbox() : name);
  }

  create(name: string): ModelMailbox {
    const mailbox = {
      name,
      attributes: '',
      uidvalidity: 1000 + this.mailboxes.size,
      uidnext: 1,
      mails: [],
    };
    this.mailboxes.set(name, mailbox);
    return mailbox;
  }

  /** Moves or copies; gives the new UIDs. */
  transfer(from: ModelMailbox, mails: readonly ModelMail[], to: ModelMailbox, keep: boolean): number[] {
    const uids = mails.map((mail) => {
      const copy = { ...mail, uid: to.uidnext };
      to.uidnext += 1;
      to.mails.push(copy);
      return copy.uid;
    });
    if (!keep) from.mails = from.mails.filter((mail) => !mails.includes(mail));
    return uids;
  }

  #inbox(): string {
    return [...this.mailboxes.keys()].find((name) => name.toUpperCase() === 'INBOX') ?? 'INBOX';
  }
}
