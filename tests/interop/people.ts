import { afterEach, expect } from 'vitest';
import type { Dovecot } from '../support/dovecot.ts';
import { mail, SyncedAccount } from './account.ts';

/** Persons with mail on a server, and their accounts here, closed after each test. */
export class People {
  readonly #server: () => Dovecot;
  readonly #accounts: SyncedAccount[] = [];
  #count = 0;

  /** `server` is asked when it is needed: it is not started yet when tests are described. */
  constructor(server: () => Dovecot) {
    this.#server = server;
    afterEach(async () => {
      await Promise.all(this.#accounts.splice(0).map((account) => account.close()));
    });
  }

  /** A new person with mails in mailboxes. */
  async add(mailboxes: Record<string, readonly string[]>): Promise<string> {
    const { doveadm } = this.#server();
    this.#count += 1;
    const user = `person${this.#count}`;
    for (const [mailbox, names] of Object.entries(mailboxes)) {
      if (mailbox !== 'INBOX') await doveadm.createMailbox(user, mailbox);
      for (const name of names) await doveadm.save(user, mailbox, mail(name));
    }
    return user;
  }

  open(user: string, password?: string): SyncedAccount {
    return this.keep(new SyncedAccount(this.#server().sourceSettings(user, password)));
  }

  keep(account: SyncedAccount): SyncedAccount {
    this.#accounts.push(account);
    return account;
  }

  /** The database holds what the server holds: the same mails in the same mailboxes with the same flags. */
  async expectEqual(account: SyncedAccount, user: string): Promise<void> {
    const { doveadm } = this.#server();
    for (const mailbox of (await doveadm.counts(user)).keys()) {
      const there = [...(await doveadm.flags(user, mailbox))].map(
        ([id, flags]) => [id, flags.sort().join(' ')] as const,
      );
      expect([...account.flags(mailbox)].sort(), mailbox).toEqual(there.sort());
    }
  }
}

export function byId(name: string): string {
  return `${name}@example.org`;
}
