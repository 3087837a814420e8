import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../open.ts';
import { listEgress, recordEgress, recordTraffic } from '../repositories/egress.ts';
import { migrations } from './index.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'casier-migration-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

it('knows no amounts of what was contacted before, and counts from then on', () => {
  const path = join(dir, 'casier.db');
  const old = openDatabase(
    path,
    migrations.filter(({ version }) => version < 310),
  );
  old.exec(`INSERT INTO egress (host, port, purpose, first_at, last_at, connections)
    VALUES ('imap.a.org', 993, 'imap', 1, 2, 3), ('a.org', 53, 'dns', 1, 1, 1)`);
  old.close();
  const db = openDatabase(path);
  const amounts = () =>
    listEgress(db, { limit: 9 }).map(({ host, connections, sent, received }) => [
      host,
      connections,
      sent,
      received,
    ]);
  expect(amounts()).toEqual([
    ['imap.a.org', 3, null, null],
    ['a.org', 1, null, null],
  ]);
  const contact = { host: 'imap.a.org', port: 993, purpose: 'imap' } as const;
  recordEgress(db, { ...contact, at: 4 });
  recordTraffic(db, { ...contact, sent: 100, received: 2000 });
  recordTraffic(db, { ...contact, sent: null, received: 50 });
  // Nobody was contacted there: there is nothing to add it to.
  recordTraffic(db, { ...contact, host: 'b.org', sent: 1, received: 1 });
  expect(amounts()).toEqual([
    ['imap.a.org', 4, 100, 2050],
    ['a.org', 1, null, null],
  ]);
  db.close();
});
