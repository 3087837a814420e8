import type { ActivityDay, Batch, FailedJob } from '../../../contract/activity.ts';
import type { BatchId, JobId } from '../../../contract/ids.ts';
import { firstBatch, folders, hoursAgo, personal } from '../../gallery/samples.ts';
import { Refusal, type Story, type StoryGroup } from '../../gallery/story.ts';
import { ActivityList } from './activity-list.tsx';
import { FailedJobs } from './failed-jobs.tsx';

const day: ActivityDay = { since: hoursAgo(20), until: hoursAgo(-4), batches: 6 };

const batch = (id: number, more: Partial<Batch> = {}): Batch => ({
  id: id as BatchId,
  action: 'approve',
  act: null,
  actor: 'person',
  at: hoursAgo(id),
  count: 41,
  pending: 0,
  failed: 0,
  undone: 0,
  targets: [{ mailboxId: folders.bills.id, count: 41 }],
  targetCount: 1,
  reverses: null,
  ...more,
});
const batches = [
  batch(1),
  batch(2, { count: 1, actor: 'trust' }),
  batch(3, { pending: 1880, count: 5000, targetCount: 12 }),
  batch(4, { failed: 3, action: 'move', targets: [{ mailboxId: folders.long.id, count: 41 }] }),
  batch(5, { undone: 41 }),
  batch(6, { action: 'undo', reverses: firstBatch }),
];

const list = (found: readonly Batch[], more: Partial<Story> = {}): Story => ({
  draw: () => <ActivityList />,
  answers: {
    'activity.list': { total: found.length, batches: [...found] },
    'activity.days': found.length === 0 ? [] : [{ ...day, batches: found.length }],
    'activity.choices': { stages: ['memory', 'rules'], rules: [], folders: [folders.bills.id] },
    'jobs.failed': [],
  },
  ...more,
});

const job = (id: number, count: number): FailedJob => ({
  id: id as JobId,
  accountId: personal,
  batchId: firstBatch,
  count,
  problem: { code: 'server-refused', detail: 'NO [OVERQUOTA] Mailbox is full' },
  at: hoursAgo(1),
});

export const group: StoryGroup = {
  title: 'Activity',
  ground: 'surface',
  width: 440,
  height: 520,
  within: (story) => <div style={{ display: 'flex', flexDirection: 'column', height: '100%' }}>{story}</div>,
  stories: {
    'every kind of act': list(batches),
    'one act': list([batch(1)]),
    nothing: list([]),
    'cannot be asked': list([], { answers: { 'activity.list': new Refusal({ code: 'engine-down' }) } }),
    'what failed, one': {
      draw: () => <FailedJobs />,
      prepare: ({ activity }) => activity.setState({ failed: [job(1, 1)] }),
    },
    'what failed, several': {
      draw: () => <FailedJobs />,
      prepare: ({ activity }) => activity.setState({ failed: [job(1, 12), job(2, 4480)] }),
    },
  },
};
