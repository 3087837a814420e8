import { watch, type FSWatcher } from 'node:fs';
import { dirname, join } from 'node:path';
import { succeed, type Reply } from '../../../../contract/problem.ts';
import type { SourceChange } from '../port.ts';
import { readLayout } from './layout.ts';
import { toProblem } from './problem.ts';

/** Programs touch a mailbox several times for one delivery: one hint for all of it. */
const QUIET_MS = 100;

/**
 * Watches the directories of a Maildir tree until the signal aborts (a success) or the tree is gone. One inotify watch a
 * directory: file watchers (chokidar, `fs.watch` with `recursive`) hold one a mail, which a large archive exhausts.
 */
export async function watchTree(
  root: string,
  onChange: (change: SourceChange) => void,
  signal: AbortSignal,
): Promise<Reply<void>> {
  const watchers = new Map<string, FSWatcher>();
  const pending = new Map<string, SourceChange>();
  const ended = Promise.withResolvers<Reply<void>>();
  let timer: NodeJS.Timeout | undefined;

  let standing = false;

  const tell = (key: string, change: SourceChange) => {
    pending.set(key, change);
    timer ??= setTimeout(() => {
      timer = undefined;
      const changes = [...pending.values()];
      pending.clear();
      changes.forEach(onChange);
      if (changes.some(({ kind }) => kind === 'list')) void follow();
    }, QUIET_MS);
  };
  const add = (folder: string, key: string, change: SourceChange) => {
    if (watchers.has(folder)) return;
    const watcher = watch(folder, () => tell(key, change));
    watcher.on('error', () => {
      watchers.delete(folder);
      watcher.close();
      tell('list', { kind: 'list' });
    });
    watchers.set(folder, watcher);
    // A folder that was just made may have been filled before it was watched.
    if (standing) tell(key, change);
  };
  const follow = async () => {
    try {
      const { folders } = await readLayout(root);
      if (signal.aborted) return;
      const wanted = new Set([root]);
      add(root, 'list', { kind: 'list' });
      for (const { folder, path } of folders) {
        // A new folder inside a parent that holds no mail itself is seen by watching the parents too.
        for (let parent = dirname(folder); parent.startsWith(`${root}/`); parent = dirname(parent)) {
          wanted.add(parent);
          add(parent, 'list', { kind: 'list' });
        }
        for (const inside of ['new', 'cur']) {
          wanted.add(join(folder, inside));
          add(join(folder, inside), path, { kind: 'mailbox', path });
        }
        if (folder !== root) {
          wanted.add(folder);
          add(folder, 'list', { kind: 'list' });
        }
      }
      for (const [folder, watcher] of watchers) {
        if (wanted.has(folder)) continue;
        watcher.close();
        watchers.delete(folder);
      }
    } catch (error) {
      ended.resolve({ ok: false, problem: toProblem(error) });
    }
  };

  await follow();
  standing = true;
  // Something may have changed before the watch stood.
  tell('list', { kind: 'list' });
  const onAbort = () => ended.resolve(succeed(undefined));
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort, { once: true });
  const reply = await ended.promise;
  signal.removeEventListener('abort', onAbort);
  clearTimeout(timer);
  for (const watcher of watchers.values()) watcher.close();
  if (!reply.ok) onChange({ kind: 'lost', problem: reply.problem });
  return reply;
}
