import type { Account } from '../../../contract/accounts.ts';
import { anAccount, hoursAgo, LONG_FRENCH, LONG_WORD, nothing } from '../../gallery/samples.ts';
import type { Story, StoryGroup } from '../../gallery/story.ts';
import { AccountCard, type AccountActs } from './account-card.tsx';

const later = () => Promise.resolve();
const acts: AccountActs = {
  pause: later,
  resume: later,
  syncNow: later,
  remove: later,
  stopFirstSync: later,
  continueFirstSync: later,
  setLimits: later,
  changed: nothing,
};
const card = (more: Partial<Account> = {}): Story => ({
  draw: () => <AccountCard account={anAccount(more)} acts={acts} />,
});

export const group: StoryGroup = {
  title: 'Account',
  width: 560,
  stories: {
    'up to date': card(),
    demo: card({ demo: true, kind: 'maildir', location: '/home/camille/.local/share/casier/demo' }),
    'reading for the first time': card({
      status: 'syncing',
      firstSync: 'under-way',
      progress: { done: 3120, total: 12_480, mailsPerSecond: 870, secondsLeft: 11 },
      lastSyncAt: null,
    }),
    'first reading stopped': card({ firstSync: 'stopped', lastSyncAt: null }),
    paused: card({ status: 'paused' }),
    'signed out': card({ status: 'signed-out' }),
    'password wanted': card({ status: 'sign-in-needed', problem: { code: 'wrong-password' } }),
    'server gone': card({
      status: 'offline',
      problem: { code: 'unreachable', detail: 'getaddrinfo ENOTFOUND imap.example.fr' },
      retryAt: hoursAgo(-0.1),
    }),
    'one mailbox refused, some mails unreadable': card({
      unreadable: 3,
      refused: [
        { mailbox: 'Archives/1998', problem: { code: 'server-refused', detail: 'NO Permission denied' } },
      ],
    }),
    'long names': card({ name: LONG_FRENCH, location: `${LONG_WORD}.example.fr:993` }),
  },
};
