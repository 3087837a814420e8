import {
  extractFeatures,
  parseMail,
  previewOf,
  readFull,
  type ParsedMail,
} from '../../main/engine/mime/index.ts';

/** What a sync fetches of a mail at first. */
const BEGINNING = 24_576;

/**
 * Does with a mail all that Casier does with it: read the beginning, read the whole, decide on it, show it.
 * @throws when something throws, or gives what cannot be stored or shown
 */
export async function examine(source: Buffer): Promise<void> {
  const delivery = { internalDate: Date.UTC(2026, 2, 3), size: source.length };
  const start = source.subarray(0, BEGINNING);
  const beginning = await parseMail(start, { ...delivery, truncated: start.length < source.length });
  checkMail(beginning);
  const full = await readFull(source, delivery);
  checkMail(full.mail);
  for (const { size, bytes, filename, mimeType } of full.attachments) {
    require(size === bytes.length, 'the size of an attachment');
    require(filename.length <= 255 && typeof mimeType === 'string', 'the name of an attachment');
  }
  for (const url of Object.values(full.inlineImages)) require(/^data:image\//.test(url), 'an inline image');
  require(typeof full.text === 'string', 'the text shown');
}

function checkMail(mail: ParsedMail): void {
  const features = extractFeatures(mail);
  const stored = JSON.stringify({ ...features, preview: previewOf(mail.text), text: mail.text });
  require(isWellFormed({
    ...features,
    preview: previewOf(mail.text),
    text: mail.text,
  }), 'text that can be stored');
  require(JSON.stringify(JSON.parse(stored)) === stored, 'features that come back as they were stored');
  require(features.body.length <= 16_000 && mail.text.length <= 64_000, 'the length of the text');
  require(mail.to.length <= 200 &&
    mail.cc.length <= 200 &&
    mail.references.length <= 50, 'the number of people');
  require(mail.headers.length <= 400 && mail.subject.length <= 1000, 'the length of the header');
  require(Number.isFinite(mail.date) && mail.identity.length > 0, 'a date and an identity');
}

/** Halves of characters cannot be stored as UTF-8. */
function isWellFormed(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, inner]) => key.isWellFormed() && isWellFormed(inner));
}

function require(holds: boolean, what: string): void {
  if (!holds) throw new Error(`not as promised: ${what}`);
}
