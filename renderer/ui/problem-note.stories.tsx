import { Button } from '@mantine/core';
import { LONG_WORD } from '../gallery/samples.ts';
import type { StoryGroup } from '../gallery/story.ts';
import { useText } from '../lib/words/text.ts';
import { ProblemNote } from './problem-note.tsx';

function WithWay() {
  const { t } = useText();
  return (
    <ProblemNote problem={{ code: 'offline' }}>
      <Button size="compact-xs" variant="default" mt={6}>
        {t('action.retry')}
      </Button>
    </ProblemNote>
  );
}

export const group: StoryGroup = {
  title: 'Problem',
  width: 400,
  stories: {
    'a sentence': { draw: () => <ProblemNote problem={{ code: 'wrong-password' }} /> },
    'with what the server said': {
      draw: () => (
        <ProblemNote problem={{ code: 'server-refused', detail: 'NO [OVERQUOTA] Mailbox is full' }} />
      ),
    },
    'with a long path': {
      width: 260,
      draw: () => (
        <ProblemNote problem={{ code: 'disk-full', detail: `/home/camille/${LONG_WORD}/${LONG_WORD}` }} />
      ),
    },
    'with a way out': { draw: WithWay },
  },
};
