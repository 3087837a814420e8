import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { MessageId } from '../../../../../contract/ids.ts';
import { statement, type ReadableDb, type WritableDb } from '../../handles.ts';

/** Most texts are short, and deflating them costs more than it saves: the first byte says how the rest is kept. */
const PLAIN = 0;
const DEFLATED = 1;
const WORTH_DEFLATING = 4096;

/** Keeps the text of a mail for search, deciding and reading without the server. */
export function insertBody(db: WritableDb, id: MessageId, text: string): void {
  statement<[number, Uint8Array]>(db, 'INSERT OR REPLACE INTO bodies (message_id, text) VALUES (?, ?)').run(
    id,
    pack(text),
  );
}

/** The stored text; empty when there is none. */
export function readText(db: ReadableDb, id: MessageId): string {
  const stored = statement<[number]>(db, 'SELECT text FROM bodies WHERE message_id = ?').pluck().get(id);
  return stored instanceof Uint8Array ? unpack(stored) : '';
}

function pack(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'utf8');
  const worth = bytes.length >= WORTH_DEFLATING;
  return Buffer.concat([
    Buffer.of(worth ? DEFLATED : PLAIN),
    worth ? deflateRawSync(bytes, { level: 1 }) : bytes,
  ]);
}

function unpack(stored: Uint8Array): string {
  const bytes = Buffer.from(stored.buffer, stored.byteOffset + 1, stored.byteLength - 1);
  return (stored[0] === DEFLATED ? inflateRawSync(bytes) : bytes).toString('utf8');
}
