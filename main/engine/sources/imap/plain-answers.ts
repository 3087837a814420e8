import type { ImapFlow } from 'imapflow';
import type { RawMail } from '../port.ts';

/** A mail in the answer to a FETCH. */
export type Answer = Omit<RawMail, 'unreadable'>;

const beginning = /^\* \d{1,10} FETCH \(/;
const uid = /UID (\d{1,10})(?: |$)/y;
const size = /RFC822\.SIZE (\d{1,15})(?: |$)/y;
const date = /INTERNALDATE "([^"\\]{1,40})"(?: |$)/y;
const flags = /FLAGS \(([A-Za-z0-9$_.:;,+!?/@#&'\\ -]*)\)(?: |$)/y;
const source = /BODY\[\](?:<0>)? \{(\d{1,15})\}\r\n(?: |$)/y;
/** What the library asks for besides. */
const unused = /(?:MODSEQ \(\d{1,20}\)|X-GM-MSGID \d{1,20}|EMAILID \([A-Za-z0-9_-]{1,255}\))(?: |$)/y;

/**
 * Reads the answer to a FETCH of whole mails as servers usually write it: `line` is all of it but its one literal, which is
 * `literal`. Null for anything else, which is then for the library to read.
 */
export function readPlainAnswer(line: string, literal: Buffer): Answer | null {
  const begun = beginning.exec(line);
  if (!begun || !line.endsWith(')')) return null;
  const items = line.slice(begun[0].length, -1);
  const found = { uid: 0, size: -1, internalDate: NaN, flags: null as string[] | null, isHere: false };
  let at = 0;
  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(items);
    if (!match) return null;
    at = pattern.lastIndex;
    return match[1] ?? '';
  };
  while (at < items.length) {
    let value: string | null;
    if ((value = take(uid)) !== null) found.uid = Number(value);
    else if ((value = take(flags)) !== null) found.flags = value.split(' ').filter(Boolean);
    else if ((value = take(date)) !== null) found.internalDate = Date.parse(value);
    else if ((value = take(size)) !== null) found.size = Number(value);
    else if ((value = take(source)) !== null) found.isHere = Number(value) === literal.length;
    else if (take(unused) === null) return null;
  }
  const { isHere, flags: marks, ...rest } = found;
  if (!isHere || marks === null || rest.uid === 0 || rest.size < 0 || Number.isNaN(rest.internalDate))
    return null;
  return { ...rest, flags: marks, source: literal };
}

/** One answer of the server, as the library's reader hands it on. */
interface Item {
  readonly payload?: unknown;
  readonly literals?: unknown;
}

/**
 * Reads plain answers to a FETCH as they come, before the library does: it parses each in some forty asynchronous steps and
 * writes it out anew for a log that nobody keeps, which is more than half of what fetching costs. What is not plain goes
 * its way, and all does if the library is built otherwise than expected. Gives what ends this.
 */
export function takePlainAnswers(client: ImapFlow, onMail: (mail: Answer) => void): () => void {
  const library: unknown = Reflect.get(client, 'handleResponse');
  if (typeof library !== 'function') return () => undefined;
  const handle = (item: Item): unknown => {
    const mail = plainAnswerOf(item);
    if (!mail) return Reflect.apply(library, client, [item]);
    onMail(mail);
    return true;
  };
  Object.defineProperty(client, 'handleResponse', { value: handle, configurable: true, writable: true });
  return () => Reflect.deleteProperty(client, 'handleResponse');
}

function plainAnswerOf({ payload, literals }: Item): Answer | null {
  if (!Buffer.isBuffer(payload) || !Array.isArray(literals) || literals.length !== 1) return null;
  const literal: unknown = literals[0];
  return Buffer.isBuffer(literal) ? readPlainAnswer(payload.toString('latin1'), literal) : null;
}
