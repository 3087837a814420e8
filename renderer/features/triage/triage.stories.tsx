import type { Status } from '../../../contract/status.ts';
import { aGroup, anAccount, aStatus, folders, LONG_FRENCH, work } from '../../gallery/samples.ts';
import type { Story, StoryGroup } from '../../gallery/story.ts';
import type { Stores } from '../../app/stores.ts';
import { GroupSummary } from './group-summary.tsx';
import { NothingShown, NothingWaits } from './nothing-waits.tsx';
import { SectionHeading } from './section-heading.tsx';
import { SelectionSummary } from './selection-summary.tsx';
import { Snoozed } from './snoozed.tsx';
import { sectionsOf, type TriageFilter } from './sections.ts';
import { TriageFilters } from './triage-filters.tsx';
import { Unplaced } from './unplaced.tsx';

const accounts = (status: Status['accounts']) => (stores: Stores) =>
  stores.session.setState({ status: aStatus({ accounts: status }) });

function heading(groups: readonly ReturnType<typeof aGroup>[], prepare?: Story['prepare']): Story {
  const section = sectionsOf(groups, new Set())[0];
  return {
    ...(prepare === undefined ? {} : { prepare }),
    draw: () => (
      <div role="grid" aria-label="Groups">
        {section !== undefined && <SectionHeading section={section} index={0} />}
      </div>
    ),
  };
}

const filters = (filter: TriageFilter, picked: readonly string[] = []): Story => ({
  draw: () => <TriageFilters total={41} groups={1} />,
  prepare: ({ groups }) =>
    groups.setState({
      filter,
      stages: ['memory', 'rules', 'learned'],
      targets: [folders.bills.id, folders.travel.id],
      marks: { cursor: null, anchor: null, selected: new Set(picked) },
    }),
});
const undecided = (count: number) => (stores: Stores) => stores.groups.setState({ undecided: count });
const unsure = aGroup({ minProbability: 0.4, meanProbability: 0.93 });
const wide = { width: 560 };

export const group: StoryGroup = {
  title: 'Around the groups',
  ground: 'surface',
  width: 440,
  stories: {
    'folder, all sure': heading([aGroup()]),
    'folder, some sure': heading([unsure]),
    'folder, sure part with the focus': { ...heading([unsure]), under: 'keys', part: 'button' },
    'folder of one of two accounts, long name': heading(
      [aGroup({ target: folders.long.id, minProbability: 0.4, meanProbability: 0.93, count: 12_480 })],
      accounts([anAccount(), anAccount({ id: work, name: LONG_FRENCH })]),
    ),
    'from right to left': heading([aGroup({ target: folders.rtl.id })]),
    'nothing narrowed': filters({}),
    'narrowed by everything': filters(
      { target: folders.bills.id, stage: 'memory', minProbability: 0.95, accountId: work },
      ['x'],
    ),
    'nothing of that kind': { draw: () => <NothingShown /> },
    'all done': { draw: () => <NothingWaits /> },
    'one not decided': { draw: () => <NothingWaits />, prepare: undecided(1) },
    'many not decided': { draw: () => <NothingWaits />, prepare: undecided(4480) },
    'still reading': {
      draw: () => <NothingWaits />,
      prepare: accounts([anAccount({ status: 'syncing' })]),
    },
    'not placed': { draw: () => <Unplaced />, prepare: undecided(41) },
    'put off': { draw: () => <Snoozed />, prepare: ({ groups }) => groups.setState({ snoozed: 3 }) },
    'open group': { ...wide, draw: () => <GroupSummary group={aGroup()} folder="Factures" /> },
    'open group, long text': {
      ...wide,
      draw: () => (
        <GroupSummary
          group={aGroup({
            cause: { kind: 'subject', label: LONG_FRENCH },
            senderCount: 12,
            marks: ['\\Seen', 'urgent'],
            evidence: [
              { kind: 'rule', rule: LONG_FRENCH },
              { kind: 'words', words: ['échéance', 'prélèvement', 'mandat'] },
            ],
          })}
          folder={folders.long.name}
        />
      ),
    },
    'two groups picked': { ...wide, draw: () => <SelectionSummary groups={[aGroup(), unsure]} /> },
  },
};
