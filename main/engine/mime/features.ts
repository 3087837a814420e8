import { isKeptHeader } from '../../../contract/kept-headers.ts';
import { FEATURES_BODY_LENGTH, type MailFeatures } from '../../../contract/mail.ts';
import { detectLanguage } from './language.ts';
import type { HeaderField, ParsedMail } from './parsed-mail.ts';
import { normaliseSubject } from './subject.ts';

const MAX_HEADER_VALUE = 1000;
const MAX_HEADERS = 60;

/** What deciding may know of a mail. Pure: the same mail gives the same features wherever it came from. */
export function extractFeatures(mail: ParsedMail): MailFeatures {
  const first = firstValues(mail.headers);
  return {
    messageId: mail.messageId,
    references: mail.references,
    from: mail.from,
    replyTo: mail.replyTo,
    to: mail.to,
    cc: mail.cc,
    subject: mail.subject,
    subjectNormal: normaliseSubject(mail.subject),
    listId: listIdOf(first.get('list-id')),
    date: mail.date,
    size: mail.size,
    language: detectLanguage(`${mail.subject}\n${mail.text}`),
    machine: {
      unsubscribe: first.has('list-unsubscribe'),
      bulk: /^\s*(?:bulk|list|junk)\b/i.test(first.get('precedence') ?? ''),
      autoSubmitted: isAutoSubmitted(first.get('auto-submitted')),
      mailer: mailerOf(first.get('x-mailer') ?? first.get('user-agent')),
    },
    attachments: mail.attachments.map(({ filename, mimeType }) => ({ filename, mimeType })),
    body: mail.text.slice(0, FEATURES_BODY_LENGTH).toWellFormed(),
    headers: otherHeaders(first),
  };
}

function firstValues(headers: readonly HeaderField[]): Map<string, string> {
  const first = new Map<string, string>();
  for (const { name, value } of headers) {
    const key = name.toLowerCase();
    if (!first.has(key)) first.set(key, value);
  }
  return first;
}

function otherHeaders(first: ReadonlyMap<string, string>): Record<string, string> {
  const others: [string, string][] = [];
  for (const [name, value] of first) {
    if (others.length === MAX_HEADERS) break;
    if (!isKeptHeader(name)) continue;
    others.push([name, value.slice(0, MAX_HEADER_VALUE).toWellFormed()]);
  }
  return Object.fromEntries(others);
}

/** RFC 2919: `List-Id: phrase <identifier>`; some lists write the identifier bare. */
function listIdOf(field: string | undefined): string | null {
  if (field === undefined) return null;
  const id = (/<([^<>]+)>/.exec(field)?.[1] ?? field).trim().toLowerCase();
  return id === '' || id.length > 255 ? null : id;
}

/** RFC 3834 §5: any keyword but `no`, which may be followed by parameters or a comment. */
function isAutoSubmitted(field: string | undefined): boolean {
  const keyword = /^[^\s;(]*/.exec(field?.trim().toLowerCase() ?? '')?.[0] ?? '';
  return keyword !== '' && keyword !== 'no';
}

function mailerOf(field: string | undefined): string {
  return (field ?? '')
    .toLowerCase()
    .slice(0, 200)
    .replace(/\([^)]*\)/g, ' ')
    .replace(/[/\s]v?\d[\w.+:-]*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
