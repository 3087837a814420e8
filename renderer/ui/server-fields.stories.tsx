import { useState } from 'react';
import type { ImapSettings } from '../../contract/imap-settings.ts';
import { LONG_WORD } from '../gallery/samples.ts';
import type { StoryGroup } from '../gallery/story.ts';
import { ServerFields } from './server-fields.tsx';

function Fields({ start }: { readonly start: ImapSettings }) {
  const [imap, change] = useState(start);
  return <ServerFields imap={imap} onChange={change} problem={null} />;
}
const usual: ImapSettings = { host: 'imap.example.fr', port: 993, security: 'tls', username: 'camille' };

export const group: StoryGroup = {
  title: 'Server of an account',
  width: 440,
  stories: {
    filled: { draw: () => <Fields start={usual} /> },
    empty: { draw: () => <Fields start={{ ...usual, host: '', username: '' }} /> },
    'long names': {
      draw: () => (
        <Fields
          start={{ host: `${LONG_WORD}.example.fr`, port: 65_535, security: 'starttls', username: LONG_WORD }}
        />
      ),
    },
    'with the focus': { draw: () => <Fields start={usual} />, under: 'keys', part: 'input' },
  },
};
