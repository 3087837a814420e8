import { z } from 'zod';
import type { MessageId } from '../../../../../contract/ids.ts';
import { FEATURES_BODY_LENGTH, type MailFeatures } from '../../../../../contract/mail.ts';
import { statement, type ReadableDb } from '../../handles.ts';
import { readText } from './bodies.ts';

/** What deciding may know of a stored mail; null when it is no longer there. */
export function readFeatures(db: ReadableDb, id: MessageId): MailFeatures | null {
  const text = statement<[number]>(db, 'SELECT features FROM messages WHERE id = ?').pluck().get(id);
  if (text === undefined) return null;
  // Written by insertMessage from a MailFeatures, whole; only the body is kept apart.
  const stored = JSON.parse(z.string().parse(text)) as Omit<MailFeatures, 'body'>;
  return { ...stored, body: readText(db, id).slice(0, FEATURES_BODY_LENGTH) };
}
