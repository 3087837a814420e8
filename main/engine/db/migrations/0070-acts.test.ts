import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../open.ts';
import { listBatches } from '../repositories/acts/activity.ts';
import { leaseJob } from '../repositories/acts/jobs.ts';
import { migrations } from './index.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'casier-migration-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

it('keeps what was done, and jobs that wait are still taken up', () => {
  const path = join(dir, 'casier.db');
  const old = openDatabase(
    path,
    migrations.filter(({ version }) => version < 70),
  );
  old.exec(`
    INSERT INTO batches (id, action, actor, at) VALUES (1, 'approve', 'person', 5);
    INSERT INTO jobs (kind, payload, priority, state, run_after, created_at)
      VALUES ('move-messages', '{}', 0, 'queued', 0, 0);`);
  old.close();
  const db = openDatabase(path);
  expect(listBatches(db, { offset: 0, limit: 5 }).batches).toMatchObject([
    { id: 1, action: 'approve', act: null },
  ]);
  expect(leaseJob(db, { now: 1, leaseMs: 1, busy: [] })).toMatchObject({ kind: 'move-messages' });
  db.close();
});
