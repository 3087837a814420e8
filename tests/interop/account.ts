import { openDatabase } from '../../main/engine/db/open.ts';
import type { WritableDb } from '../../main/engine/db/handles.ts';
import type { AccountId } from '../../contract/ids.ts';
import { systemClock } from '../../main/engine/platform/clock.ts';
import { silentLogger } from '../../main/engine/platform/logger.ts';
import { createSource, type SourceDeps } from '../../main/engine/sources/index.ts';
import type { MailSource, SourceSettings } from '../../main/engine/sources/port.ts';
import {
  createAccountSync,
  type AccountSync,
  type PersonMove,
  type StoredBatch,
  type SyncReport,
} from '../../main/engine/sync/index.ts';

/** An account with a database and a source, synced by hand; remembers what the sync told. */
export class SyncedAccount {
  readonly db: WritableDb;
  readonly source: MailSource;
  readonly id = 1 as AccountId;
  readonly stored: StoredBatch[] = [];
  readonly moved: PersonMove[] = [];
  readonly hosts: string[] = [];
  /** What the sync asked of the source, as `method path`. */
  readonly asked: string[] = [];
  /** UIDs of the mails that were downloaded. */
  readonly downloaded: number[] = [];
  readonly syncer: AccountSync;

  constructor(settings: SourceSettings, timeouts: NonNullable<SourceDeps['timeouts']> = {}) {
    this.db = openDatabase(':memory:');
    this.db
      .prepare(
        "INSERT INTO accounts (id, kind, name, address, settings, created_at) VALUES (1, ?, 'x', 'x', '{}', 0)",
      )
      .run(settings.kind);
    const onEgress = (host: string, port: number) => this.hosts.push(`${host}:${port}`);
    this.source = createSource(settings, { onEgress, timeouts });
    this.syncer = createAccountSync({
      db: this.db,
      accountId: this.id,
      source: this.#observed(),
      clock: systemClock,
      logger: silentLogger(),
      limits: () => ({ mailsPerMinute: null, mailsPerRun: null }),
      isFirstSyncStopped: () => false,
      onProgress: () => undefined,
      onStored: (batch) => this.stored.push(batch),
      onMoved: (move) => this.moved.push(move),
    });
  }

  async sync(
    signal: AbortSignal = new AbortController().signal,
    options?: { thorough?: boolean },
  ): Promise<SyncReport> {
    const reply = await this.syncer.run(signal, options);
    if (!reply.ok) throw new Error(`${reply.problem.code}: ${reply.problem.detail ?? ''}`);
    return reply.value;
  }

  /** The source, with a note of everything that is asked of it. */
  #observed(): MailSource {
    return new Proxy(this.source, {
      get: (source, name: keyof MailSource) => {
        const method = source[name] as (...args: unknown[]) => unknown;
        return (...args: unknown[]) => {
          this.asked.push(typeof args[0] === 'string' ? `${name} ${args[0]}` : name);
          if (name === 'fetch') this.downloaded.push(...(args[1] as number[]));
          return method.apply(source, args);
        };
      },
    });
  }

  mailboxId(path: string): number {
    return this.db
      .prepare('SELECT id FROM mailboxes WHERE path = ? AND gone = 0')
      .pluck()
      .get(path) as number;
  }

  path(mailbox: number): string {
    return this.db.prepare('SELECT path FROM mailboxes WHERE id = ?').pluck().get(mailbox) as string;
  }

  /** Message-IDs that the database has in a mailbox, sorted. */
  messageIds(path: string): string[] {
    return this.db
      .prepare(
        `SELECT m.message_id FROM places p JOIN messages m ON m.id = p.message_id JOIN mailboxes b ON b.id = p.mailbox_id
         WHERE b.path = ? AND b.gone = 0 ORDER BY 1`,
      )
      .pluck()
      .all(path) as string[];
  }

  uidOf(path: string, messageId: string): number {
    return this.db
      .prepare(
        `SELECT p.uid FROM places p JOIN messages m ON m.id = p.message_id JOIN mailboxes b ON b.id = p.mailbox_id
         WHERE b.path = ? AND b.gone = 0 AND m.message_id = ?`,
      )
      .pluck()
      .get(path, messageId) as number;
  }

  flags(path: string): Map<string, string> {
    const rows = this.db
      .prepare(
        `SELECT m.message_id AS id, p.flags FROM places p JOIN messages m ON m.id = p.message_id
         JOIN mailboxes b ON b.id = p.mailbox_id WHERE b.path = ? AND b.gone = 0`,
      )
      .all(path) as { id: string; flags: string }[];
    return new Map(rows.map(({ id, flags }) => [id, flags]));
  }

  count(sql: string): number {
    return this.db.prepare(sql).pluck().get() as number;
  }

  async close(): Promise<void> {
    await this.source.close();
    this.db.close();
  }
}

/** A small mail, different for every name. */
export function mail(name: string, { daysAgo = 1, subject = `About ${name}` } = {}): string {
  const date = new Date(Date.now() - daysAgo * 86_400_000).toUTCString().replace('GMT', '+0000');
  return [
    `Message-ID: <${name}@example.org>`,
    'From: Sender <sender@example.org>',
    'To: anne@example.org',
    `Subject: ${subject}`,
    `Date: ${date}`,
    '',
    `This is the text of ${name}.`,
    '',
  ].join('\r\n');
}
