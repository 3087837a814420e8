import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, existsSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { accountId, type AccountId, type MailboxId } from '../../../contract/ids.ts';
import { transaction, type WritableDb } from '../../../main/engine/db/handles.ts';
import { migrations } from '../../../main/engine/db/migrations/index.ts';
import { openDatabase } from '../../../main/engine/db/open.ts';
import { insertAccount } from '../../../main/engine/db/repositories/accounts.ts';
import { listMailboxRows, upsertMailbox } from '../../../main/engine/db/repositories/mail/mailboxes.ts';
import { indexMessage, insertMessage } from '../../../main/engine/db/repositories/mail/messages.ts';
import { insertPlace, packFlags } from '../../../main/engine/db/repositories/mail/places.ts';
import { extractFeatures, parseMail, previewOf } from '../../../main/engine/mime/index.ts';
import { cachedMailbox, type Shape } from './mailbox-cache.ts';

/** As sync does it: enough of a mail to know its text. */
const FETCHED_BYTES = 24_576;
const BATCH = 100;

/**
 * The database of a generated mailbox as sync would have filled it, without deciding anything: made once, then kept beside the
 * mailbox. Gives its path.
 */
export async function cachedDatabase(shape: Shape, say: (line: string) => void): Promise<string> {
  const maildir = cachedMailbox(shape);
  // Steps can be added below the highest: their numbers together tell one schema from another.
  const version = migrations.reduce((sum, step) => sum + step.version, 0);
  const folder = `${maildir}.database-${version}-${maildir.split('-').at(-1)}`;
  if (!existsSync(folder)) {
    say(`making a database of ${shape.n} mails`);
    const draft = `${folder}.making`;
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(draft);
    const db = openDatabase(join(draft, 'casier.db'));
    await fill(db, maildir);
    db.close();
    renameSync(draft, folder);
  }
  return join(folder, 'casier.db');
}

async function fill(db: WritableDb, maildir: string): Promise<void> {
  const account = accountId.parse(1);
  insertAccount(db, {
    id: account,
    kind: 'maildir',
    name: 'Camille',
    address: 'camille@mail.example',
    settings: { path: maildir },
    demo: false,
    at: Date.now(),
  });
  for (const [path, folder] of foldersOf(maildir)) {
    const role = path === 'INBOX' ? 'inbox' : path === 'Sent' ? 'sent' : 'folder';
    upsertMailbox(db, account, { path, delimiter: '/', role });
    const mailbox = listMailboxRows(db, account).find((row) => row.path === path);
    if (mailbox !== undefined) await fillMailbox(db, account, mailbox.id, folder);
  }
}

async function fillMailbox(
  db: WritableDb,
  account: AccountId,
  mailbox: MailboxId,
  folder: string,
): Promise<void> {
  let uid = 0;
  const files = ['cur', 'new'].flatMap((part) =>
    existsSync(join(folder, part))
      ? readdirSync(join(folder, part)).map((file) => join(folder, part, file))
      : [],
  );
  for (let start = 0; start < files.length; start += BATCH) {
    const mails = await Promise.all(files.slice(start, start + BATCH).map(readMail));
    transaction(db, () => {
      const added = mails.map(({ message, flags }) => {
        const id = insertMessage(db, account, message);
        uid += 1;
        const date = Math.round(message.features.date);
        insertPlace(db, { message: id, mailbox, uidvalidity: 1, uid, flags: packFlags(flags), date });
        return [id, message] as const;
      });
      for (const [id, message] of added) indexMessage(db, id, message);
    });
  }
}

async function readMail(file: string) {
  const source = readFileSync(file);
  const start = source.subarray(0, FETCHED_BYTES);
  const truncated = start.length < source.length;
  const parsed = await parseMail(start, { internalDate: 0, size: source.length, truncated });
  const message = {
    identity: parsed.identity,
    unreadable: parsed.unreadable,
    features: extractFeatures(parsed),
    text: parsed.text,
    preview: previewOf(parsed.text),
    hasAttachments: parsed.hasAttachments,
    attachments: parsed.attachments,
  };
  const letters = /:2,(\w*)$/.exec(basename(file))?.[1] ?? '';
  const flags = [
    ...(letters.includes('S') ? ['\\Seen'] : []),
    ...(letters.includes('F') ? ['\\Flagged'] : []),
  ];
  return { message, flags };
}

function foldersOf(maildir: string): [string, string][] {
  return readdirSync(maildir, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isDirectory() && entry.name === 'cur')
    .map(({ parentPath }) => [relative(maildir, parentPath) || 'INBOX', parentPath]);
}
