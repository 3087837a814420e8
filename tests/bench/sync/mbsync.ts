import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { password, type Dovecot } from '../../support/dovecot.ts';

const run = promisify(execFile);

/** Seconds that mbsync takes to pull all of a user's mail into a new Maildir under `work`. */
export async function measureMbsync(server: Dovecot, user: string, work: string): Promise<number> {
  const folder = mkdtempSync(join(work, 'mbsync-'));
  mkdirSync(join(folder, 'mail'));
  writeFileSync(
    join(folder, 'mbsyncrc'),
    `IMAPStore far
Host 127.0.0.1
Port ${server.port}
User ${user}
Pass ${password}
SSLType None
AuthMechs LOGIN

MaildirStore near
Path ${folder}/mail/
Inbox ${folder}/mail/INBOX
SubFolders Verbatim

Channel all
Far :far:
Near :near:
Patterns *
Create Near
Sync Pull
SyncState ${folder}/
`,
  );
  const started = performance.now();
  await run('mbsync', ['-q', '-c', join(folder, 'mbsyncrc'), 'all']);
  const seconds = (performance.now() - started) / 1000;
  rmSync(folder, { recursive: true });
  return seconds;
}
