import { execFile, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestSession } from '../../support/session-bus.ts';
import { waitFor } from '../../support/wait-for.ts';

const run = promisify(execFile);

/** Whether the notification daemon is installed; says so when it is not. */
export function hasDunst(): boolean {
  const there = spawnSync('which', ['dunst', 'dunstctl']).status === 0;
  if (!there) process.stderr.write('skipped: dunst is not installed\n');
  return there;
}

/** A real notification daemon, in the place of the person who reads and clicks. */
export interface Dunst {
  /** Waits for a notification with this in its title or text and gives both. */
  sees(text: string): Promise<{ title: string; body: string }>;
  /** Chooses this button of the newest notification, by dunst's own menu. */
  choose(label: string): Promise<void>;
  /** Clicks the newest notification. */
  click(): Promise<void>;
  closeAll(): Promise<void>;
}

/** Starts dunst on the session's bus; what its menu is asked for is what `choose` says. */
export async function startDunst(session: TestSession): Promise<Dunst> {
  const answer = join(session.folder, 'answer');
  const menu = join(session.folder, 'menu');
  const seen = join(session.folder, 'seen');
  writeFileSync(menu, `#!/bin/sh\ngrep -m 1 -F -- "$(cat '${answer}')"\n`);
  chmodSync(menu, 0o755);
  const script = join(session.folder, 'note');
  writeFileSync(
    script,
    `#!/bin/sh\nprintf '%s\\t%s\\n' "$DUNST_SUMMARY" "$(printf %s "$DUNST_BODY" | tr '\\n' ' ')" >> '${seen}'\n`,
  );
  chmodSync(script, 0o755);
  const config = join(session.folder, 'dunst');
  mkdirSync(config);
  writeFileSync(seen, '');
  writeFileSync(
    join(config, 'dunstrc'),
    `[global]\n  dmenu = ${menu}\n  timeout = 0\n  idle_threshold = 0\n[urgency_normal]\n  timeout = 0\n[note]\n  summary = "*"\n  script = ${script}\n`,
  );
  session.run('dunst', ['-conf', join(config, 'dunstrc')]);
  const bus = await session.connect();
  await waitFor(() => bus.hasOwner('org.freedesktop.Notifications'));
  bus.close();
  const ctl = async (...args: string[]) =>
    (await run('dunstctl', args, { env: session.env, timeout: 5_000 })).stdout.trim();
  return {
    sees: (text) =>
      waitFor(() => {
        const line = readFileSync(seen, 'utf8')
          .split('\n')
          .findLast((one) => one.includes(text));
        if (line === undefined) return null;
        const [title = '', body = ''] = line.split('\t');
        return { title, body };
      }),
    async choose(label) {
      writeFileSync(answer, label);
      await ctl('context');
    },
    async click() {
      await ctl('action', '0');
    },
    async closeAll() {
      await ctl('close-all');
    },
  };
}
