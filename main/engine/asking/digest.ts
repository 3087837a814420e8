import type { MailFeatures } from '../../../contract/mail.ts';
import { foldText, wordsOf } from '../deciding/index.ts';

/** What one word of a mail tells of where it belongs; 0 for words that say nothing. */
export type Worth = (foldedWord: string) => number;

/** About 80 tokens of a European language: what is shown of a mail costs by the token. */
const MOST_CHARACTERS = 320;
const LONGEST_SENTENCE = 160;
const LONGEST_LINE = 80;
const MOST_ATTACHMENTS = 3;
/** Sentences further down decide nothing. */
const LOOKED_AT = 6000;

/**
 * What of a mail is worth showing to a language model: sender, list, subject, names of attachments, and the sentences whose
 * words tell most by what the classifier learned, in the order they were written. Quoted text, signatures, disclaimers, links
 * and tracking are left out. A pure function; at most 320 characters, in one paragraph.
 */
export function digest(mail: MailFeatures, worth: Worth): string {
  const head = [
    [mail.from.name, domainOf(mail.from.address)].filter(Boolean).join(' '),
    mail.listId ?? '',
    line(mail.subjectNormal || mail.subject, LONGEST_LINE),
    mail.attachments
      .slice(0, MOST_ATTACHMENTS)
      .map(({ filename }) => line(filename, 40))
      .join(', '),
  ].filter(Boolean);
  const room = MOST_CHARACTERS - head.join(' · ').length - 3;
  const told = tellingSentences(mail.body, worth, room);
  return [...head, ...(told === '' ? [] : [told])].join(' · ').slice(0, MOST_CHARACTERS);
}

/** The sentences that tell most and fit in `room` characters together, as they follow each other in the text. */
function tellingSentences(body: string, worth: Worth, room: number): string {
  const sentences = ownText(body)
    .split(/(?<=[.!?…])\s+|\n+/u)
    .map((sentence) => line(sentence, LONGEST_SENTENCE))
    .filter((sentence) => /\p{L}{3}/u.test(sentence));
  const ranked = sentences
    .map((sentence, at) => ({ sentence, at, value: valueOf(sentence, worth, at) }))
    .sort((a, b) => b.value - a.value);
  const chosen: typeof ranked = [];
  let left = room;
  for (const one of ranked) {
    if (one.sentence.length + 1 > left) continue;
    if (chosen.some(({ sentence }) => sentence === one.sentence)) continue;
    chosen.push(one);
    left -= one.sentence.length + 1;
  }
  const inOrder = chosen.sort((a, b) => a.at - b.at).map(({ sentence }) => sentence);
  if (inOrder.length > 0) return inOrder.join(' ');
  return (ranked[0]?.sentence ?? '').slice(0, Math.max(0, room));
}

/** Worth by the word, so that long sentences do not win by length alone; what stands first says more. */
function valueOf(sentence: string, worth: Worth, at: number): number {
  const words = new Set(wordsOf(foldText(sentence)));
  let sum = 0;
  for (const word of words) sum += worth(word);
  return sum / Math.sqrt(words.size + 2) + 0.5 / (1 + at);
}

const QUOTE_STARTS =
  /^\s*(?:>|-{2,}\s*(?:original message|message d.origine|forwarded message|message transf)|_{8,}|(?:on|le)\b.{4,120}\b(?:wrote|a écrit)\s*:?\s*$|(?:from|de)\s?:\s.+@)/iu;
const SIGNATURE = /^--\s*$/;
const DISCLAIMER =
  /(?:confidenti|unsubscribe|se désabonner|désinscri|désabonne|view (?:it )?in (?:your )?browser|version en ligne|ne pas répondre|do not reply|please consider the environment|pensez à l.environnement|©|all rights reserved|tous droits réservés|privacy policy|politique de confidentialité)/iu;

/** The text that the sender of this very mail wrote. */
function ownText(body: string): string {
  const own: string[] = [];
  for (const raw of body.slice(0, LOOKED_AT).split('\n')) {
    if (SIGNATURE.test(raw)) break;
    if (QUOTE_STARTS.test(raw)) {
      // What follows a quotation's first line is its text, unless the answer stands below it.
      if (own.join('').trim().length > 40) break;
      continue;
    }
    if (DISCLAIMER.test(raw)) continue;
    own.push(raw.replace(/[[(<]?\b(?:https?:\/\/|www\.)\S+[\])>]?/gi, ' '));
  }
  return own.join('\n');
}

function line(text: string, most: number): string {
  const plain = text
    .toWellFormed()
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim();
  return plain.length <= most ? plain : plain.slice(0, most).replace(/\s\S*$/u, '');
}

function domainOf(address: string): string {
  return address.split('@')[1] ?? '';
}
