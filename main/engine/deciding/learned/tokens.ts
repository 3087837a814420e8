import type { Address, MailFeatures } from '../../../../contract/mail.ts';
import { foldText, wordsOf } from '../text.ts';
import { lexemesOf } from './lexing.ts';

/** Parts of a mail whose words are told apart, and weighed apart. */
export const FIELDS = ['body', 'subject', 'sender', 'recipients', 'letters', 'form'] as const;
export type FieldIndex = 0 | 1 | 2 | 3 | 4 | 5;
const BODY = 0;
const SUBJECT = 1;
export const SENDER = 2;
const RECIPIENTS = 3;
export const LETTERS = 4;
const FORM = 5;

/** How much of the Euclidean length of a mail's vector each field gets (measured: docs/decisions/0010-learned-model.md). */
export const FIELD_WEIGHTS: readonly number[] = [1, 1, 0.7, 0.7, 0.7, 0.2];

/** Of a link only the host says something; path and query are the sender's bookkeeping. */
const LINK = /\bhttps?:\/\/([^\s/?#"<>]*)[^\s"<>]*/gi;
const LONGEST_BODY = 600;
const LONGEST_WORD = 25;
const MOST_RECIPIENTS = 40;

/** What a mail says, token by token. `hashes` name token and field together; equal tokens are counted, not repeated. */
export interface Tokens {
  readonly hashes: Int32Array;
  readonly fields: Uint8Array;
  readonly counts: Uint16Array;
  /** The tokens as written, for evidence. */
  readonly texts: readonly string[];
}

/** Breaks a mail into tokens. Pure, the same in every language; see `lexemesOf` for what a word is. */
export function tokensOf(mail: MailFeatures): Tokens {
  const bag = new Bag();
  for (const word of lexemesOf(mail.body.replace(LINK, '$1')).slice(0, LONGEST_BODY)) {
    if (word.length > 1 && word.length < LONGEST_WORD) bag.add(BODY, word);
  }
  addSubject(bag, mail);
  addSender(bag, mail.from);
  addRecipients(bag, 'to', mail.to);
  addRecipients(bag, 'cc', mail.cc);
  bag.add(RECIPIENTS, `#${Math.min(5, Math.ceil(Math.log2(1 + mail.to.length + mail.cc.length)))}`);
  addForm(bag, mail);
  return bag.finish();
}

function addSubject(bag: Bag, mail: MailFeatures): void {
  const words = lexemesOf(mail.subjectNormal);
  words.forEach((word, at) => {
    bag.add(SUBJECT, word);
    if (at > 0) bag.add(SUBJECT, `${words[at - 1] ?? ''}_${word}`);
  });
  const line = words.join(' ');
  if (line === '') return;
  bag.add(SUBJECT, `=${line}`);
  const padded = ` ${line} `;
  for (let at = 0; at + 4 <= padded.length; at++) bag.add(LETTERS, padded.slice(at, at + 4));
}

function addSender(bag: Bag, from: Address): void {
  const [local = '', domain = ''] = from.address.split('@');
  bag.add(SENDER, from.address);
  bag.add(SENDER, `@${domain}`);
  for (const word of wordsOf(foldText(`${from.name} ${local}`))) if (word.length > 2) bag.add(SENDER, word);
}

function addRecipients(bag: Bag, role: string, addresses: readonly Address[]): void {
  for (const one of addresses.slice(0, MOST_RECIPIENTS))
    bag.add(RECIPIENTS, one.address || `${role}:${foldText(one.name)}`);
}

function addForm(bag: Bag, mail: MailFeatures): void {
  const { machine } = mail;
  if (mail.listId !== null) bag.add(FORM, `list:${mail.listId}`);
  if (machine.unsubscribe) bag.add(FORM, 'unsubscribe');
  if (machine.bulk) bag.add(FORM, 'bulk');
  if (machine.autoSubmitted) bag.add(FORM, 'automatic');
  if (machine.mailer) bag.add(FORM, `mailer:${machine.mailer}`);
  if (mail.language !== null) bag.add(FORM, `language:${mail.language}`);
  for (const one of mail.replyTo) bag.add(FORM, `reply:${one.address}`);
  for (const { filename, mimeType } of mail.attachments) {
    bag.add(FORM, `type:${mimeType}`);
    for (const word of wordsOf(foldText(filename))) bag.add(FORM, `file:${word}`);
  }
  bag.add(FORM, `attachments:${Math.min(3, mail.attachments.length)}`);
  bag.add(FORM, `size:${Math.round(Math.log2(mail.size + 1))}`);
  bag.add(FORM, `prefix:${foldText(/^\s*([\p{L}é]{1,4})\s*:/u.exec(mail.subject)?.[1] ?? '')}`);
}

class Bag {
  readonly #places = new Map<string, number>();
  readonly #fields: number[] = [];
  readonly #counts: number[] = [];
  readonly #texts: string[] = [];

  add(field: FieldIndex, text: string): void {
    const key = `${field}${text}`;
    const place = this.#places.get(key);
    if (place !== undefined) {
      this.#counts[place] = (this.#counts[place] ?? 0) + 1;
      return;
    }
    this.#places.set(key, this.#texts.length);
    this.#fields.push(field);
    this.#counts.push(1);
    this.#texts.push(text);
  }

  finish(): Tokens {
    return {
      hashes: Int32Array.from(this.#places.keys(), hashText),
      fields: Uint8Array.from(this.#fields),
      counts: Uint16Array.from(this.#counts),
      texts: this.#texts,
    };
  }
}

/** The number by which a token of a field is known. */
export function hashToken(field: number, text: string): number {
  return hashText(`${field}${text}`);
}

/** 32-bit FNV-1a over UTF-16 units, with a last mix so that near texts lie far apart. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}
