import type { Dovecot } from '../support/dovecot.ts';
import { compose, senders } from './mails.ts';

const DAY = 86_400_000;

/** What happened so far. */
export interface Deeds {
  delivered: number;
  flagged: number;
  moved: number;
  expunged: number;
}

/** The world outside: mail that arrives, and another program that works on the same mailboxes. All of it by doveadm. */
export class World {
  readonly deeds: Deeds = { delivered: 0, flagged: 0, moved: 0, expunged: 0 };
  /** Message-IDs by user that must be on the server exactly once. */
  readonly alive = new Map<string, Set<string>>();
  readonly #server: Dovecot;
  readonly #random: () => number;
  /** Where the mail of each Message-ID belongs. */
  readonly #homes = new Map<string, string>();
  #number = 0;

  constructor(server: Dovecot, random: () => number) {
    this.#server = server;
    this.#random = random;
  }

  /** Gives a user folders with some mail of each sender, and an inbox with a little. */
  async settle(user: string, mailsAFolder: number): Promise<void> {
    this.alive.set(user, new Set());
    await this.#server.doveadm.createMailbox(user, ...senders.map(({ folder }) => folder));
    for (const sender of senders) {
      for (let mail = 0; mail < mailsAFolder; mail += 1) {
        await this.#save(
          user,
          mail % 4 === 0 ? 'INBOX' : sender.folder,
          sender,
          Date.now() - (1 + mail) * DAY,
        );
      }
    }
  }

  /** A mail arrives in the inbox; gives its Message-ID. */
  async deliver(user: string): Promise<string> {
    const id = await this.#save(user, 'INBOX', this.#pick(senders), Date.now());
    this.deeds.delivered += 1;
    return id;
  }

  /** The other program changes a flag, files, or deletes one mail of the inbox. */
  async meddle(user: string): Promise<void> {
    const { doveadm } = this.#server;
    const ids = await doveadm.messageIds(user, 'INBOX');
    if (ids.length === 0) return;
    const id = this.#pick(ids);
    const query = ['mailbox', 'INBOX', 'header', 'message-id', `<${id}>`];
    const dice = this.#random();
    if (dice < 0.5) {
      await doveadm.addFlags(user, [this.#pick(['\\Seen', '\\Flagged', '\\Answered'])], query);
      this.deeds.flagged += 1;
    } else if (dice < 0.92) {
      await doveadm.move(user, this.#homes.get(id) ?? 'Letters', query);
      this.deeds.moved += 1;
    } else {
      // It may have been filed in between, and is then left alone.
      await doveadm.expunge(user, query);
      this.deeds.expunged += 1;
      const left = await Promise.all(
        ['INBOX', ...senders.map(({ folder }) => folder)].map((mailbox) => doveadm.messageIds(user, mailbox)),
      );
      if (!left.flat().includes(id)) this.alive.get(user)?.delete(id);
    }
  }

  /** Ends a user's connections without a word of warning. */
  async kick(user: string): Promise<void> {
    await this.#server.doveadm.run(['kick', user]).catch(() => undefined);
  }

  async #save(user: string, mailbox: string, sender: (typeof senders)[number], at: number): Promise<string> {
    const id = `soak-${(this.#number += 1)}@${user}.example`;
    await this.#server.doveadm.save(user, mailbox, compose(sender, id, at, this.#random));
    this.alive.get(user)?.add(id);
    this.#homes.set(id, sender.folder);
    return id;
  }

  #pick<T>(of: readonly T[]): T {
    const one = of[Math.floor(this.#random() * of.length)];
    if (one === undefined) throw new Error('nothing to pick from');
    return one;
  }
}
