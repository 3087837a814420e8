import type { MessageId } from '../../../../contract/ids.ts';
import type { MailFeatures } from '../../../../contract/mail.ts';

export interface PileMail {
  readonly id: MessageId;
  readonly mail: MailFeatures;
}

/** What the mails of a heap share. */
export type Bond = 'list' | 'sender' | 'organisation' | 'words';

/** Mails that share something. */
export interface Heap {
  /** Stable for what they share. */
  readonly key: string;
  readonly bond: Bond;
  /** What they share, as a person would read it; empty for words. */
  readonly label: string;
  /** As they were given. */
  readonly mails: readonly PileMail[];
}

/** By date, and for the same moment in a fixed order. */
export function newestFirst(mails: readonly PileMail[]): PileMail[] {
  return mails.toSorted((a, b) => b.mail.date - a.mail.date || b.id - a.id);
}
