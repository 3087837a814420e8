import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  rmdirSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { secretName } from '../accounts/open-source.ts';
import { listBackups } from '../backup/keep-files.ts';
import { backupSettings, BACKUP_SETTING } from '../backup/settings.ts';
import { peekAt } from '../db/peek.ts';
import { SecretsUnavailable, type SecretStore } from '../platform/secrets.ts';
import { noteWindowFiles } from '../platform/window-files.ts';
import { accountId } from '../../../contract/ids.ts';

/** Says that everything is to be erased, and what of that is still to be done. */
const NOTE = 'erasing.json';

const note = z.object({
  /** False once the files are gone and only secrets are left, which a locked keychain would not give up. */
  files: z.boolean(),
  secrets: z.array(z.string()),
  /** Backups to be erased as well; null: they stay. */
  backups: z.string().nullable(),
});
type Note = z.infer<typeof note>;

/**
 * What Casier puts into a data folder, by name or by how a name begins. Only that is erased: a folder that the person named
 * may hold other things.
 */
const OURS: readonly RegExp[] = [
  /^casier\.db(-wal|-shm|-journal)?$/,
  /^casier\.db\.(building|rebuilt)(-wal|-shm|-journal)?$/,
  /^rules\.yaml(\.[a-z]+)?$/,
  /^rules\.schema\.json$/,
  /^(damaged|before-restoring)-\d{4}-/,
  /^backing-up-\w{6}$/,
  /^restored(\.draft)?$/,
  /^(prompt-states|imported|demo-mailbox|opened)$/,
  /^(secrets\.json|keychain\.json)(\.new)?$/,
  /^secrets\.key$/,
];
/** Names of accounts to try where the database cannot tell how many there were. */
const ACCOUNTS_AT_LEAST = 64;

/** Names of the secrets that are no account's. */
const SECRETS = ['backup-passphrase', 'language-model-key'];

/**
 * Notes that everything in the data folder is to be erased, on request with the backups; from then on it will be, whatever
 * happens. The database is only looked into, and may be damaged.
 */
export function noteErasing(dataDir: string, { backups }: { backups: boolean }): void {
  const found = peekAt(join(dataDir, 'casier.db'), BACKUP_SETTING);
  const accounts = found?.accounts ?? ACCOUNTS_AT_LEAST;
  writeNote(dataDir, {
    files: true,
    secrets: [
      ...SECRETS,
      ...Array.from({ length: accounts }, (_, index) => secretName(accountId.parse(index + 1))),
    ],
    backups: backups ? backupSettings(found?.setting, dataDir).folder : null,
  });
}

/**
 * Erases what `noteErasing` asked for; nothing when nothing was. For the owner of the data folder, before anything in it is opened.
 * Cut off anywhere, the next call goes on. Secrets that the keychain does not give up now stay noted, and are tried again by
 * the next call.
 */
export async function finishErasing(dataDir: string, secrets: SecretStore): Promise<void> {
  const asked = readNote(dataDir);
  if (asked === null) return;
  const left = await eraseSecrets(asked.secrets, secrets);
  if (asked.files) {
    if (asked.backups !== null) await eraseBackups(asked.backups, join(dataDir, 'backups'));
    for (const name of readdirSync(dataDir))
      if (OURS.some((pattern) => pattern.test(name)))
        rmSync(join(dataDir, name), { recursive: true, force: true });
    eraseNamed(join(dataDir, 'models'), /\.gguf(\.part)?$/);
    eraseLogs(join(dataDir, 'logs'));
    noteWindowFiles(dataDir);
  }
  if (left.length > 0) writeNote(dataDir, { files: false, secrets: left, backups: null });
  else rmSync(join(dataDir, NOTE), { force: true });
}

/** How many secrets wait in a keychain that was locked when everything was erased. */
export function secretsLeft(dataDir: string): number {
  return readNote(dataDir)?.secrets.length ?? 0;
}

async function eraseSecrets(names: readonly string[], secrets: SecretStore): Promise<string[]> {
  for (const [index, name] of names.entries()) {
    try {
      await secrets.delete(name);
    } catch (error) {
      // One refusal is enough: every further one might ask the person to unlock the keychain again.
      if (error instanceof SecretsUnavailable) return names.slice(index);
      throw error;
    }
  }
  return [];
}

/** Those that we named; the folder too where it is our own and nothing else is in it. */
async function eraseBackups(folder: string, own: string): Promise<void> {
  for (const { path } of await listBackups(folder)) rmSync(path, { force: true });
  if (folder === own) eraseNamed(own, null);
}

/** The files of a folder that are called so, and the folder where nothing is left in it. */
function eraseNamed(folder: string, pattern: RegExp | null): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder))
    if (pattern?.test(name)) rmSync(join(folder, name), { force: true });
  if (readdirSync(folder).length === 0) rmdirSync(folder);
}

/** Two of them are being written: they are emptied. */
function eraseLogs(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    if (/^(app|engine)\.log$/.test(name)) truncateSync(join(folder, name));
    else if (/^(app|engine)\./.test(name)) rmSync(join(folder, name), { force: true });
  }
}

function readNote(dataDir: string): Note | null {
  const path = join(dataDir, NOTE);
  if (!existsSync(path)) return null;
  try {
    return note.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    // Not ours, or damaged with the disk: on the word of that nothing is erased, and nobody is kept from their mail.
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}

function writeNote(dataDir: string, content: Note): void {
  const path = join(dataDir, NOTE);
  writeFileSync(`${path}.new`, JSON.stringify(content), { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
}
