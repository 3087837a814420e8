import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Reads and changes mailboxes behind our back: a second opinion that shares no code with ours. */
export class Doveadm {
  readonly #config: string;
  readonly #owner: { readonly uid: number; readonly gid: number };

  constructor(config: string, owner: { readonly uid: number; readonly gid: number }) {
    this.#config = config;
    this.#owner = owner;
  }

  /** Runs `doveadm` with these arguments and gives what it printed. */
  async run(args: readonly string[], input?: string | Uint8Array): Promise<string> {
    const running = run('doveadm', ['-c', this.#config, ...args], {
      maxBuffer: 256 * 1024 * 1024,
      uid: this.#owner.uid,
      gid: this.#owner.gid,
    });
    // It may have ended before it read anything: what it ended with says why.
    running.child.stdin?.on('error', () => undefined).end(input ?? '');
    return (await running).stdout;
  }

  /** Message-IDs (without brackets) of the mails in a mailbox, in the server's order. */
  async messageIds(user: string, mailbox: string): Promise<string[]> {
    const rows = await this.#fetch(user, ['hdr.message-id'], ['mailbox', mailbox]);
    return rows.map((row) => (row['hdr.message-id'] ?? '').replace(/[<>]/g, '').trim());
  }

  /** Flags of the mails in a mailbox by Message-ID, \Recent left out. */
  async flags(user: string, mailbox: string): Promise<Map<string, string[]>> {
    const rows = await this.#fetch(user, ['hdr.message-id', 'flags'], ['mailbox', mailbox]);
    return new Map(
      rows.map((row) => [
        (row['hdr.message-id'] ?? '').replace(/[<>]/g, '').trim(),
        (row['flags'] ?? '').split(' ').filter((flag) => flag !== '' && flag !== '\\Recent'),
      ]),
    );
  }

  /** How many mails each mailbox holds. */
  async counts(user: string): Promise<Map<string, number>> {
    const out = await this.run(['-f', 'json', 'mailbox', 'status', '-u', user, 'messages', '*']);
    const rows = JSON.parse(out) as { mailbox: string; messages: string }[];
    return new Map(rows.map(({ mailbox, messages }) => [mailbox, Number(messages)]));
  }

  /** Delivers one mail. */
  async save(user: string, mailbox: string, mail: string | Uint8Array): Promise<void> {
    await this.run(['save', '-u', user, '-m', mailbox], mail);
  }

  async addFlags(user: string, flags: readonly string[], query: readonly string[]): Promise<void> {
    await this.run(['flags', 'add', '-u', user, flags.join(' '), ...query]);
  }

  async expunge(user: string, query: readonly string[]): Promise<void> {
    await this.run(['expunge', '-u', user, ...query]);
  }

  async move(user: string, target: string, query: readonly string[]): Promise<void> {
    await this.run(['move', '-u', user, target, ...query]);
  }

  async createMailbox(user: string, ...mailboxes: readonly string[]): Promise<void> {
    await this.run(['mailbox', 'create', '-u', user, ...mailboxes]);
  }

  async deleteMailbox(user: string, mailbox: string): Promise<void> {
    await this.run(['mailbox', 'delete', '-u', user, mailbox]);
  }

  async renameMailbox(user: string, from: string, to: string): Promise<void> {
    await this.run(['mailbox', 'rename', '-u', user, from, to]);
  }

  async #fetch(
    user: string,
    fields: readonly string[],
    query: readonly string[],
  ): Promise<Record<string, string>[]> {
    const out = await this.run(['-f', 'json', 'fetch', '-u', user, fields.join(' '), ...query]);
    return out.trim() === '' ? [] : (JSON.parse(out) as Record<string, string>[]);
  }
}
