import type { RuleForm } from '../../../../contract/rules.ts';
import { LONG_FRENCH } from '../../../gallery/samples.ts';
import type { Story, StoryGroup } from '../../../gallery/story.ts';
import { RuleRow } from './rule-row.tsx';

const form = (more: Partial<RuleForm> = {}): RuleForm => ({
  name: 'Factures',
  accounts: [],
  condition: {
    kind: 'group',
    of: 'all',
    items: [{ kind: 'text', field: 'subject', words: ['facture', 'échéance'] }],
  },
  move: ['Papiers/Factures'],
  archive: false,
  labels: [],
  flag: false,
  read: false,
  priority: null,
  vip: false,
  confidence: null,
  stop: false,
  ...more,
});
const row = (shown: RuleForm | null, story: Partial<Story> = {}): Story => ({
  part: '[role=row]',
  draw: () => <RuleRow at={0} form={shown} last={2} />,
  ...story,
});
const chosen: Story['prepare'] = ({ rules }) => rules.rules.setState({ chosen: 0 });

export const group: StoryGroup = {
  title: 'Rule in the list',
  ground: 'surface',
  width: 300,
  within: (story) => (
    <div role="grid" aria-label="Rules">
      {story}
    </div>
  ),
  stories: {
    'one thing asked': row(form()),
    'under the pointer': row(form(), { under: 'pointer' }),
    'with the focus': row(form(), { under: 'keys', prepare: chosen }),
    chosen: row(form(), { prepare: chosen }),
    'does much': row(form({ flag: true, read: true, labels: ['urgent'], priority: 'high', vip: true })),
    'into a folder that is not there': row(form({ move: ['Nulle part'] })),
    'has a problem': row(null),
    'without a name': row(form({ name: ' ' })),
    'long text': row(form({ name: LONG_FRENCH, move: [LONG_FRENCH] })),
  },
};
