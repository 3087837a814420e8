import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { AccountId } from '../../contract/ids.ts';

/** How often the database is looked at for mails that were delivered, in milliseconds: also how exact the times are. */
const LOOK_MS = 40;

interface Waiting {
  readonly account: AccountId;
  readonly id: string;
  readonly deliveredAt: number;
  stored: boolean;
}

/** Times mails from their delivery until they are stored, and until a proposal for them waits: read from the database file. */
export class Stopwatch {
  /** Milliseconds of each mail. */
  readonly stored: number[] = [];
  readonly decided: number[] = [];
  readonly #db: Database.Database;
  readonly #timer: NodeJS.Timeout;
  #waiting: Waiting[] = [];

  constructor(dataDir: string) {
    this.#db = new Database(join(dataDir, 'casier.db'), { readonly: true });
    this.#timer = setInterval(() => {
      this.#look();
    }, LOOK_MS);
  }

  start(account: AccountId, id: string): void {
    this.#waiting.push({ account, id, deliveredAt: performance.now(), stored: false });
  }

  /** Mails that were delivered and are not decided yet; one that somebody filed meanwhile never will be. */
  get waiting(): number {
    return this.#waiting.length;
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#db.close();
  }

  #look(): void {
    if (this.#waiting.length === 0) return;
    const find = this.#db.prepare<[number, string], { proposed: number; placed: number }>(
      `SELECT EXISTS (SELECT 1 FROM proposals p WHERE p.message_id = m.id) AS proposed,
         EXISTS (SELECT 1 FROM places l JOIN mailboxes b ON b.id = l.mailbox_id
                 WHERE l.message_id = m.id AND b.role = 'inbox') AS placed
       FROM messages m WHERE m.account_id = ? AND m.message_id = ?`,
    );
    const now = performance.now();
    this.#waiting = this.#waiting.filter((mail) => {
      const found = find.get(mail.account, mail.id);
      if (!found) return true;
      if (!mail.stored) this.stored.push(now - mail.deliveredAt);
      mail.stored = true;
      if (found.proposed === 1) this.decided.push(now - mail.deliveredAt);
      return found.proposed === 0 && found.placed === 1;
    });
  }
}
