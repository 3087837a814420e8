import type { EgressRow } from '../../../contract/privacy.ts';
import { aStatus, hoursAgo, LONG_WORD } from '../../gallery/samples.ts';
import type { Story, StoryGroup } from '../../gallery/story.ts';
import { LoadedPrivacyPanel } from './privacy-panel.tsx';

const row = (host: string, purpose: EgressRow['purpose'], more: Partial<EgressRow> = {}): EgressRow => ({
  host,
  ports: [993],
  purpose,
  firstAt: hoursAgo(500),
  lastAt: hoursAgo(1),
  connections: 1284,
  sent: 48_000,
  received: 12_480_000,
  here: false,
  ofAccount: purpose === 'imap',
  ...more,
});
const panel = (rows: EgressRow[], offline = false): Story => ({
  draw: () => <LoadedPrivacyPanel />,
  prepare: ({ session }) => session.setState({ status: aStatus({ offline }) }),
  answers: {
    'privacy.egress': {
      rows,
      next: null,
      total: rows.length,
      week: {
        mailServers: rows.filter(({ ofAccount }) => ofAccount).length,
        others: rows.filter(({ ofAccount, here }) => !ofAccount && !here),
      },
    },
  },
});

export const group: StoryGroup = {
  title: 'Privacy',
  width: 560,
  stories: {
    'nobody was contacted': panel([]),
    'the mail server alone': panel([row('imap.example.fr', 'imap')]),
    'many, offline now': panel(
      [
        row('imap.example.fr', 'imap'),
        row('example.fr', 'dns', { ports: [53], connections: 1 }),
        row(`${LONG_WORD}.example`, 'image', { ports: [443] }),
        row('localhost', 'language-model', { here: true, ports: [11_434] }),
      ],
      true,
    ),
    'not known yet': { draw: () => <LoadedPrivacyPanel /> },
  },
};
