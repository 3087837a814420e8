import { ServerSilent, type RawImap } from '../../support/raw-imap.ts';
import { pathOn, type MailServer } from '../../support/servers/mail-server.ts';
import { mail } from '../account.ts';

/** How often each operation is chosen, in a hundred. */
const shares = {
  append: 28,
  flag: 22,
  move: 15,
  copy: 7,
  expunge: 10,
  mark: 2,
  create: 5,
  rename: 5,
  delete: 4,
  recreate: 2,
} as const;
type Operation = keyof typeof shares;

/** Of the operations that take a server seconds only so many of the usual ones are done. */
const SELDOM = 0.1;
const restructuring: ReadonlySet<Operation> = new Set(['rename', 'delete', 'recreate']);

const names = ['Work', 'Été', 'a b', 'R&D', 'Notes', 'Archive', 'Projets'];
const flags = ['\\Seen', '\\Flagged', '\\Answered', '\\Draft', '$Forwarded', 'later'];
/** So many mails are enough: operations are to hit the same ones again. */
const ENOUGH = 60;

/** Two other programs at work on one account, one operation after the other, whatever they find there. */
export class Script {
  /** Operations that the server carried out, by kind. */
  readonly done: Partial<Record<Operation, number>> = {};
  /** What was done, to find out what went wrong. */
  readonly log: string[] = [];
  readonly #server: MailServer;
  readonly #programs: readonly RawImap[];
  readonly #random: () => number;
  #mails = 0;

  constructor(server: MailServer, programs: readonly RawImap[], random: () => number) {
    this.#server = server;
    this.#programs = programs;
    this.#random = random;
  }

  /** Does one operation; a refusal by the server (a name that is taken, a mailbox with others in it) is one, too. */
  async step(): Promise<void> {
    const program = this.#pick(this.#programs);
    const operation = this.#pickOperation();
    try {
      const paths = await program.mailboxes();
      const words = await this.#perform(operation, program, paths);
      if (words === null) return;
      this.done[operation] = (this.done[operation] ?? 0) + 1;
      this.log.push(`${operation} ${words}`);
    } catch (error) {
      if (error instanceof ServerSilent) {
        this.log.push(`no answer to ${operation}`);
        await program.signInAgain();
        return;
      }
      if (!(error instanceof Error) || !/: (NO|BAD) /.test(error.message)) throw error;
      this.log.push(`refused: ${error.message}`);
    }
  }

  async #perform(operation: Operation, program: RawImap, paths: readonly string[]): Promise<string | null> {
    const folders = paths.filter((path) => path !== 'INBOX');
    switch (operation) {
      case 'append':
        return this.#append(program, this.#pick(paths));
      case 'create':
        return this.#create(program, this.#newPath());
      case 'rename':
      case 'delete':
      case 'recreate':
        return folders.length === 0 ? null : this.#restructure(operation, program, this.#pick(folders));
      case 'flag':
      case 'move':
      case 'copy':
      case 'expunge':
      case 'mark':
        return this.#change(operation, program, paths);
    }
  }

  async #append(program: RawImap, path: string): Promise<string> {
    this.#mails += 1;
    const name = `m${this.#mails}`;
    // Old and new ones, so that every window of the first sync has some.
    const daysAgo = Math.floor(this.#random() * 500);
    const words = 'word '.repeat(Math.floor(this.#random() * 50));
    await program.append(path, `${mail(name, { daysAgo })}${words}\r\n`, this.#some(flags));
    return `${name} to ${path}`;
  }

  async #create(program: RawImap, path: string): Promise<string> {
    await program.create(path);
    return path;
  }

  async #restructure(
    operation: 'rename' | 'delete' | 'recreate',
    program: RawImap,
    path: string,
  ): Promise<string> {
    // No program keeps a mailbox selected that is about to go: what then happens is for each server to say.
    for (const each of this.#programs) await each.leave();
    if (operation === 'rename') {
      const target = this.#newPath();
      await program.rename(path, target);
      return `${path} to ${target}`;
    }
    await program.delete(path);
    if (operation === 'delete') return path;
    await program.create(path);
    return `${path}, ${await this.#append(program, path)}`;
  }

  async #change(
    operation: 'flag' | 'move' | 'copy' | 'expunge' | 'mark',
    program: RawImap,
    paths: readonly string[],
  ): Promise<string | null> {
    const path = this.#pick(paths);
    const there = await program.uids(path);
    if (there.length === 0) return null;
    const uids = this.#some(there, operation === 'expunge' && there.length > ENOUGH ? 0.7 : 0.3);
    if (uids.length === 0) uids.push(this.#pick(there));
    const what = `${path} ${uids.join(',')}`;
    switch (operation) {
      case 'flag': {
        const change = `${this.#pick(['+FLAGS', '-FLAGS', 'FLAGS.SILENT'])} (${this.#some(flags).join(' ')})`;
        await program.flag(path, uids, change);
        return `${what} ${change}`;
      }
      case 'mark':
        await program.flag(path, uids, '+FLAGS (\\Deleted)');
        return what;
      case 'expunge':
        await program.expunge(path, uids);
        return what;
      case 'move':
      case 'copy': {
        const target = this.#pick(paths);
        // Into itself a copy makes another mail, and a move is for each server to understand.
        if (target === path && operation === 'move') return null;
        await program[operation](path, uids, target);
        return `${what} to ${target}`;
      }
    }
  }

  #newPath(): string {
    const parts = this.#random() < 0.6 ? [this.#pick(names)] : [this.#pick(names), this.#pick(names)];
    return pathOn(this.#server, ...parts);
  }

  #pickOperation(): Operation {
    let left = this.#random() * 100;
    const slow = this.#server.traits.restructuring !== undefined;
    for (const [operation, share] of Object.entries(shares) as [Operation, number][]) {
      left -= slow && restructuring.has(operation) ? share * SELDOM : share;
      if (left < 0) return operation;
    }
    return 'append';
  }

  #pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.#random() * items.length)]!;
  }

  #some<T>(items: readonly T[], share = 0.3): T[] {
    return items.filter(() => this.#random() < share);
  }
}
