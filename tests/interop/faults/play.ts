import { afterEach, expect } from 'vitest';
import type { ImapTimeouts } from '../../../main/engine/sources/imap/client-options.ts';
import type { ImapSettings } from '../../../contract/accounts.ts';
import type { Problem, Reply } from '../../../contract/problem.ts';
import { ScriptedImap } from '../../support/scripted-imap.ts';
import { SyncedAccount } from '../account.ts';

export const password = 'correct-horse-battery';
export const forever = new AbortController().signal;

interface Play {
  readonly server: ScriptedImap;
  readonly account: SyncedAccount;
}

const open: Play[] = [];
const unexpected: unknown[] = [];
const note = (reason: unknown) => unexpected.push(reason);
process.on('unhandledRejection', note);

afterEach(async () => {
  for (const { server, account } of open.splice(0)) {
    await account.close();
    await server.stop();
  }
  expect(unexpected.splice(0)).toEqual([]);
});

/** A server that plays a transcript and an account on it. Time-outs are short: nothing here is to take long. */
export async function play(
  transcript: string,
  options: { security?: ImapSettings['security']; timeouts?: Partial<ImapTimeouts> } = {},
): Promise<Play> {
  const server = await ScriptedImap.start(transcript);
  const timeouts = { connect: 2000, greeting: 2000, signIn: 4000, silence: 4000, ...options.timeouts };
  const imap = server.settings(options.security);
  const account = new SyncedAccount({ kind: 'imap', imap, password }, timeouts);
  const played = { server, account };
  open.push(played);
  return played;
}

/** The problem of a reply that must have failed. */
export function problemOf(reply: Reply<unknown>): Problem {
  expect(reply.ok).toBe(false);
  return reply.ok ? { code: 'unexpected' } : reply.problem;
}

/** Runs a sync and gives what became of it. */
export async function trySync({ account }: Play): Promise<string> {
  const reply = await account.syncer.run(forever, { thorough: true });
  return reply.ok ? 'done' : reply.problem.code;
}

/** Nothing that a client said shows the password, in whatever spelling. */
export function expectNoPassword(server: ScriptedImap): void {
  const said = server.lines.join('\n');
  const encoded = server.lines.map((line) => Buffer.from(line.split(' ').at(-1) ?? '', 'base64').toString());
  expect(said + encoded.join('\n')).not.toContain(password);
}

export function byId(...names: string[]): string[] {
  return names.map((name) => `${name}@example.org`);
}
