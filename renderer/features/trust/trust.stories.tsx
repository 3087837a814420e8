import type { FolderTrust } from '../../../contract/trust.ts';
import { folders, hoursAgo, personal } from '../../gallery/samples.ts';
import type { Story, StoryGroup } from '../../gallery/story.ts';
import { DemotionNote } from './demotion-note.tsx';
import { FolderTrustRow } from './folder-trust.tsx';

const trust = (more: Partial<FolderTrust> = {}): FolderTrust => ({
  mailboxId: folders.bills.id,
  accountId: personal,
  level: 'propose',
  promise: 0.98,
  ceiling: null,
  answers: 412,
  right: 411,
  answered: 200,
  replayed: 212,
  lowerBound: 0.988,
  threshold: 0.94,
  thresholdOf: 'folder',
  coverage: 0.87,
  mayFile: true,
  missing: 0,
  filedToday: 0,
  waiting: 12,
  demotion: null,
  ...more,
});
const row = (more: Partial<FolderTrust> = {}, story: Partial<Story> = {}): Story => ({
  draw: () => (
    <ul style={{ margin: 0, padding: 0, listStyle: 'none' }}>
      <FolderTrustRow folder={trust(more)} revision={1} />
    </ul>
  ),
  ...story,
});
const demotion = { at: hoursAgo(5), answers: 40, right: 35, promise: 0.98, seen: false };
const demoted = (...of: Partial<FolderTrust>[]): Story => ({
  draw: () => <DemotionNote />,
  prepare: ({ trust: store }) =>
    store.setState({
      overview: { revision: 1, accounts: [], folders: of.map((more) => trust({ ...more, demotion })) },
    }),
});

export const group: StoryGroup = {
  title: 'Trust of a folder',
  width: 600,
  stories: {
    'may file': row(),
    'files by itself': row({ level: 'file', filedToday: 37 }),
    'may not yet': row({ mayFile: false, missing: 31, answers: 12, right: 12 }),
    'nothing known': row({
      answers: 0,
      right: 0,
      answered: 0,
      replayed: 0,
      mayFile: false,
      missing: 149,
      waiting: 0,
    }),
    'not proposed': row({ level: 'off' }),
    'being changed': row(
      {},
      { prepare: ({ trust: store }) => store.setState({ changing: new Set([folders.bills.id]) }) },
    ),
    'with the focus': row({}, { under: 'keys', part: 'button' }),
    'long name': row({ mailboxId: folders.long.id, level: 'file' }),
    'one stopped': demoted({}),
    'several stopped': demoted({}, { mailboxId: folders.long.id }, { mailboxId: folders.rtl.id }),
  },
};
