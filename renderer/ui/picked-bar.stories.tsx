import { Button } from '@mantine/core';
import { nothing } from '../gallery/samples.ts';
import type { StoryGroup } from '../gallery/story.ts';
import { useText } from '../lib/words/text.ts';
import { PickedBar } from './picked-bar.tsx';

function Bar({ count, busy = false }: { readonly count: number; readonly busy?: boolean }) {
  const { t } = useText();
  return (
    <PickedBar count={count} onClear={nothing}>
      <Button size="xs" loading={busy}>
        {t('action.approve')}
      </Button>
      <Button size="xs" variant="default" disabled={busy}>
        {t('action.otherFolder')}
      </Button>
      <Button size="xs" variant="subtle" color="gray" disabled={busy}>
        {t('action.dismiss')}
      </Button>
    </PickedBar>
  );
}

export const group: StoryGroup = {
  title: 'What is picked',
  ground: 'surface',
  width: 520,
  stories: {
    one: { draw: () => <Bar count={1} /> },
    many: { draw: () => <Bar count={12_480} /> },
    busy: { draw: () => <Bar count={41} busy /> },
    'in the narrowest column': { width: 392, draw: () => <Bar count={5000} /> },
    'its cross with the focus': { draw: () => <Bar count={3} />, under: 'keys', part: 'button' },
  },
};
