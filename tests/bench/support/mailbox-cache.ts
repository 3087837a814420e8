import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');
const cache = join(root, '.cache/bench');
const WEEK = 7 * 86_400_000;

/** What a generated mailbox is made from. */
export interface Shape {
  readonly n: number;
  readonly seed: number;
}

/**
 * The folder of a generated Maildir of the shape `bulk`, made when it is not there yet. Its newest mail is at most a week old,
 * so that every window of a first sync has something in it; the mailboxes of other weeks are thrown away.
 */
export function cachedMailbox({ n, seed }: Shape): string {
  const week = Math.floor(Date.now() / WEEK);
  const folder = join(cache, `bulk-${n}-${seed}-${week}`);
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  for (const name of readdirSync(cache)) {
    if (/^(?:bulk|known)-/.test(name) && !name.endsWith(`-${week}`))
      rmSync(join(cache, name), { recursive: true, force: true });
  }
  // Another test may be making the same one: each has a draft of its own, and the first that is done is kept.
  const draft = mkdtempSync(join(cache, 'draft-'));
  const what = ['--shape', 'bulk', '--n', `${n}`, '--seed', `${seed}`];
  const now = new Date(week * WEEK).toISOString();
  execFileSync(process.execPath, [
    join(root, 'resources/demo/generate.ts'),
    ...what,
    '--now',
    now,
    '--out',
    draft,
  ]);
  if (existsSync(folder)) rmSync(draft, { recursive: true });
  else renameSync(draft, folder);
  return folder;
}

/** Puts a copy of a mailbox where a server finds it; hard links where the file system allows, for nobody writes into a mail. */
export function putMailbox(
  from: string,
  to: string,
  owner: { readonly uid: number; readonly gid: number },
): void {
  rmSync(to, { recursive: true, force: true });
  try {
    execFileSync('cp', ['-al', from, to], { stdio: 'ignore' });
  } catch {
    rmSync(to, { recursive: true, force: true });
    execFileSync('cp', ['-a', from, to]);
  }
  execFileSync('chown', ['-R', `${owner.uid}:${owner.gid}`, to]);
}
