import type { Cause } from '../../../contract/evidence.ts';
import type { MailFeatures } from '../../../contract/mail.ts';
import { foldName, foldText } from './text.ts';

/** Which of a mail's traits led others like it to the proposed folder. */
export interface CauseFacts {
  readonly sender: boolean;
  readonly subject: boolean;
  readonly thread: boolean;
}

/**
 * What a mail shares with others proposed for the same folder, and a key equal for all of one cause. A list is the widest cause, then
 * the sender; subject and thread stand in where the sender's other mail went elsewhere, so that a group has one reason.
 */
export function causeOf(mail: MailFeatures, led: CauseFacts): { cause: Cause; groupKey: string } {
  if (mail.listId !== null) return grouped('list', listName(mail, mail.listId), mail.listId);
  const pattern = subjectPattern(mail);
  const sender = senderPattern(mail.from.address);
  if (sender !== '' && (led.sender || (!led.thread && !led.subject))) {
    return grouped('sender', mail.from.name || mail.from.address, sender);
  }
  if (led.subject && pattern !== '') return grouped('subject', mail.subjectNormal, pattern);
  const root = mail.references[0];
  if (led.thread && root !== undefined) return grouped('thread', mail.subjectNormal, root);
  if (pattern !== '') return grouped('subject', mail.subjectNormal, pattern);
  return grouped('sender', mail.from.name || mail.from.address, sender || foldName(mail.from.name));
}

/** A list as its owner calls it (the phrase before the identifier, RFC 2919 §2), else who writes it, else its short name. */
function listName(mail: MailFeatures, listId: string): string {
  const phrase = /^\s*"?([^"<]*[^"<\s])"?\s*</.exec(mail.headers['list-id'] ?? '')?.[1];
  if (phrase !== undefined) return phrase;
  // Nobody can write to a newsletter (RFC 2369 §3.4), so it speaks with one voice.
  const isNewsletter = mail.headers['list-post'] === undefined;
  return (isNewsletter && mail.from.name) || (listId.split('.')[0] ?? listId);
}

function grouped(kind: Cause['kind'], label: string, key: string): { cause: Cause; groupKey: string } {
  return { cause: { kind, label }, groupKey: `${kind}:${key}` };
}

/** Addresses made for one mail (`bounce-8271@`, `jean+abc@`) count as the sender behind them. */
function senderPattern(address: string): string {
  const [local = '', domain = ''] = foldText(address).split('@');
  if (domain === '') return local;
  return `${local.replace(/\+.*$/, '').replace(/[0-9a-f]*\d{3,}[0-9a-f]*/g, '#')}@${domain}`;
}

/** The subject with what changes from mail to mail (numbers, dates, amounts) taken out. */
function subjectPattern(mail: MailFeatures): string {
  return foldName(mail.subjectNormal.replace(/\S*\d\S*/g, '#'));
}
