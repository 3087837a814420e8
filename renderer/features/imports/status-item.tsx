import { Button } from '@mantine/core';
import { IconMailbox } from '@tabler/icons-react';
import { useSession } from '../../lib/session.ts';
import { formatNumber } from '../../lib/words/format.ts';
import { useText } from '../../lib/words/text.ts';
import { Line } from './import-line.tsx';
import { useImports } from './imports-slice.ts';

/** A word in the status bar while mail is brought in, and one when that is over. */
export function ImportItem() {
  const { t, language } = useText();
  const progress = useImports((state) => state.progress);
  const dismiss = useImports((state) => state.dismiss);
  const openSheet = useSession((state) => state.openSheet);
  if (progress === null) return null;
  const { state, counts } = progress;
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-xs"
      leftSection={<IconMailbox size={14} aria-hidden="true" />}
      onClick={() => (state === 'done' ? void dismiss() : openSheet('add-account'))}
      data-testid="status-import"
      data-state={state}
    >
      {state === 'running' && <Line progress={progress} />}
      {state === 'failed' && t('imports.failed')}
      {state === 'done' &&
        t('imports.done', { count: counts.mails, number: formatNumber(counts.mails, language) })}
    </Button>
  );
}
