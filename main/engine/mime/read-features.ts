import type { MailFeatures } from '../../../contract/mail.ts';
import { extractFeatures } from './features.ts';
import { parseMail } from './parse.ts';

/** What deciding may know of a whole source (RFC 5322); `now`, in milliseconds since 1970, stands for a date it lacks. */
export async function readFeatures(
  source: Uint8Array,
  now: number,
): Promise<{ mail: MailFeatures; unreadable: string | null }> {
  const parsed = await parseMail(source, { internalDate: now, size: source.length, truncated: false });
  return { mail: extractFeatures(parsed), unreadable: parsed.unreadable };
}
