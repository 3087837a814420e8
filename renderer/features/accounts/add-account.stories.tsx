import { LONG_WORD, nothing } from '../../gallery/samples.ts';
import type { Story, StoryGroup } from '../../gallery/story.ts';
import { AddAccount } from './add-account.tsx';
import type { AddAccountState } from './add-account-slice.ts';

const at = (state: Partial<AddAccountState>): Story => ({
  draw: () => <AddAccount onAdded={nothing} offersDemo mbox={() => null} />,
  prepare: ({ addAccount }) => addAccount.setState(state),
});
const imap = { host: 'imap.example.fr', port: 993, security: 'tls', username: 'camille' } as const;
const typed = { address: 'camille@example.fr', imap } as const;

export const group: StoryGroup = {
  title: 'Add an account',
  width: 460,
  stories: {
    'ways in': at({ step: 'choose' }),
    'demo being made': at({ step: 'choose', busy: 'add' }),
    'demo could not be made': at({ step: 'choose', problem: { code: 'disk-full' } }),
    address: at({ step: 'address' }),
    'address, being looked up': at({ step: 'address', address: typed.address, busy: 'find' }),
    'address, unknown domain': at({
      step: 'address',
      address: typed.address,
      problem: { code: 'domain-unknown' },
    }),
    'sign in, filled in by hand': at({ step: 'sign-in', byHand: true, ...typed }),
    'sign in, signing in': at({ step: 'sign-in', byHand: true, ...typed, password: 'secret', busy: 'add' }),
    'sign in, wrong password': at({
      step: 'sign-in',
      byHand: true,
      ...typed,
      password: 'secret',
      problem: { code: 'wrong-password', detail: 'NO [AUTHENTICATIONFAILED] Authentication failed.' },
    }),
    maildir: at({ step: 'maildir', path: `/home/camille/${LONG_WORD}` }),
    'maildir, none there': at({ step: 'maildir', path: '/tmp', problem: { code: 'not-a-maildir' } }),
  },
};
