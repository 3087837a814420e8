import type { FetchMessageObject } from 'imapflow';
import type { RawMail } from '../port.ts';

/** A mail as the library gives it; null for an answer that lacks what makes it one. */
export function toRawMail(answer: FetchMessageObject): RawMail | null {
  // A flag change told in between looks like an answer without a source; BODY[] NIL is no source either.
  if (!answer.uid || !Buffer.isBuffer(answer.source)) return null;
  return { ...toFacts(answer, answer.uid), size: answer.size ?? answer.source.length, source: answer.source };
}

/** What a server tells about a mail beside its text. */
export type MailFacts = Omit<RawMail, 'source' | 'unreadable'>;

export function toFacts(answer: FetchMessageObject, uid: number): MailFacts {
  return {
    uid,
    flags: [...(answer.flags ?? [])],
    internalDate: toMilliseconds(answer.internalDate),
    size: answer.size ?? 0,
  };
}

function toMilliseconds(date: Date | string | undefined): number {
  const time = date === undefined ? NaN : new Date(date).getTime();
  return Number.isNaN(time) ? Date.now() : time;
}
