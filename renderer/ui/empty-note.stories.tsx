import { Button, Loader } from '@mantine/core';
import { IconMoodSmile } from '@tabler/icons-react';
import { useText } from '../lib/words/text.ts';
import { LONG_FRENCH } from '../gallery/samples.ts';
import type { StoryGroup } from '../gallery/story.ts';
import { EmptyNote } from './empty-note.tsx';

function Done({ toDo = false }: { readonly toDo?: boolean }) {
  const { t } = useText();
  return (
    <EmptyNote
      icon={<IconMoodSmile size={32} stroke={1.25} aria-hidden="true" />}
      title={t('triage.doneTitle')}
    >
      <p>{t('triage.doneBody')}</p>
      {toDo && (
        <Button variant="default" size="xs">
          {t('triage.toInbox')}
        </Button>
      )}
    </EmptyNote>
  );
}

function Learning() {
  const { t } = useText();
  return (
    <EmptyNote icon={<Loader size="sm" color="gray" />} title={t('triage.learningTitle')}>
      <p>{t('triage.learningBody')}</p>
    </EmptyNote>
  );
}

function TitleAlone() {
  const { t } = useText();
  return <EmptyNote title={t('mailbox.pickTitle')} />;
}

export const group: StoryGroup = {
  title: 'Nothing to list',
  ground: 'surface',
  stories: {
    'title alone': { draw: TitleAlone },
    'with a reason': { draw: () => <Done /> },
    'with something to do': { draw: () => <Done toDo /> },
    'something is under way': { draw: Learning },
    'long text in a narrow column': {
      width: 232,
      draw: () => (
        <EmptyNote title={LONG_FRENCH}>
          <p>{LONG_FRENCH}</p>
        </EmptyNote>
      ),
    },
  },
};
