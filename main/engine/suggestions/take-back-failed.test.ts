import { expect, it, onTestFinished } from 'vitest';
import { openMailStore } from '../../../tests/support/mail-store.ts';
import { waitFor } from '../../../tests/support/wait-for.ts';
import { listFailedJobs, listReceipts } from '../db/repositories/acts/activity.ts';
import { findJob } from '../db/repositories/acts/jobs.ts';
import { currentRevision } from '../db/repositories/deciding/proposals.ts';
import { JobRunner } from '../jobs/runner.ts';
import { silentLogger } from '../platform/logger.ts';
import { approve } from './act.ts';
import { PART, takeBackJob } from './take-back.ts';
import { undoBatch } from './undo.ts';

const REST = 300;

/** More mails than one part, approved and taken back, of which the database takes no more than the first part. */
function failHalfWay() {
  const store = openMailStore();
  const { db } = store;
  store.propose(store.folder('Bills'), PART + REST);
  const filter = { asOf: currentRevision(db) };
  const approved = approve(db, { selection: { filter }, folder: null, actor: 'person', at: 1 });
  if (!approved.ok || approved.value.batch === null) throw new Error('nothing approved');
  db.exec("UPDATE receipts SET state = 'done'; UPDATE jobs SET state = 'done'");
  const undone = undoBatch(db, { batch: approved.value.batch, at: 2 });
  if (!undone.ok || undone.value.batch === null) throw new Error('nothing taken back');
  const { batch } = undone.value;
  // Of its six attempts the job has one left; what moves mails is not of interest.
  db.exec(
    `CREATE TEMP TRIGGER refuse BEFORE INSERT ON main.receipts WHEN NEW.batch_id = ${batch}
     BEGIN SELECT RAISE(ABORT, 'not now'); END;
     UPDATE jobs SET state = 'done' WHERE kind <> 'take-back';
     UPDATE jobs SET attempts = 5 WHERE kind = 'take-back'`,
  );
  const clock = { now: () => 3, monotonic: () => 3 };
  const runner = new JobRunner({
    db,
    handlers: [takeBackJob({ db, clock, onTaken: () => undefined })] as never,
    clock,
    logger: silentLogger(),
    random: () => 0,
    onChange: () => undefined,
  });
  onTestFinished(() => runner.close());
  runner.start();
  const taken = () => listReceipts(db, { batchId: batch, offset: 0, limit: 1 }).total;
  const failed = () => waitFor(() => listFailedJobs(db)[0]);
  return { db, batch, runner, taken, failed };
}

it('an undo that stopped half way is told with the mails that stay, and goes on when it is tried again', async () => {
  const { db, batch, runner, taken, failed } = failHalfWay();
  const job = await failed();
  expect(job).toMatchObject({
    accountId: null,
    batchId: batch,
    count: REST,
    problem: { code: 'unexpected' },
  });
  expect(taken()).toBe(PART);
  db.exec('DROP TRIGGER refuse');
  runner.retry([job.id]);
  await waitFor(() => findJob(db, job.id)?.state === 'done');
  expect(taken()).toBe(PART + REST);
});

it('given up, it is told no more, and what it had done stands', async () => {
  const { db, runner, taken, failed } = failHalfWay();
  const job = await failed();
  runner.discard([job.id]);
  expect(listFailedJobs(db)).toEqual([]);
  expect(taken()).toBe(PART);
});
