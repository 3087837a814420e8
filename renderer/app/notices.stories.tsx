import { useEffect } from 'react';
import { firstBatch, folders, hoursAgo, LONG_WORD, nothing } from '../gallery/samples.ts';
import type { Story, StoryGroup } from '../gallery/story.ts';
import type { Notice } from '../lib/acts/filing.ts';
import { useServices } from '../lib/services.tsx';

function Told({ notices }: { readonly notices: readonly Notice[] }) {
  const { tell } = useServices();
  useEffect(() => {
    for (const notice of notices) tell(notice);
  }, [tell, notices]);
  return null;
}
const told = (...notices: readonly Notice[]): Story => ({ draw: () => <Told notices={notices} /> });
const batches = [firstBatch];

export const group: StoryGroup = {
  title: 'Notices',
  window: true,
  width: 520,
  height: 240,
  stories: {
    'one mail filed': told({ kind: 'filed', count: 1, folder: folders.bills.id, batches }),
    'five thousand filed': told({ kind: 'filed', count: 5000, folder: folders.long.id, batches }),
    'taken back': told({ kind: 'undone', count: 41, batches }),
    'put off': told({ kind: 'snoozed', count: 3, until: hoursAgo(-20), back: nothing }),
    'a problem': told({ kind: 'problem', problem: { code: 'unreachable' } }),
    'three at once': told(
      { kind: 'filed', count: 41, folder: folders.bills.id, batches },
      { kind: 'attachment-saved', path: `/home/camille/Téléchargements/${LONG_WORD}.pdf` },
      { kind: 'moves-failed', count: 12 },
    ),
  },
};
