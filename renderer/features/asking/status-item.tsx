import { Button } from '@mantine/core';
import { IconCpu } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useSession } from '../../lib/session.ts';
import { useText } from '../../lib/words/text.ts';
import { selectAtWork, useAsking } from './asking-slice.ts';
import { barLine } from './asking-words.ts';

/** What is over sooner is not worth a word; a pause between two mails is no end. Milliseconds. */
const SHORT_MS = 1500;

/** A quiet word in the status bar while the model works, or is paused and mails wait. */
export function AskingItem() {
  const { t, language } = useText();
  const openSheet = useSession((state) => state.openSheet);
  const status = useAsking((state) => state.status);
  const shown = useSettled(useAsking(selectAtWork) !== null, SHORT_MS);
  if (!shown || status === null || status.waiting === 0) return null;
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-xs"
      leftSection={<IconCpu size={14} aria-hidden="true" />}
      onClick={() => openSheet('settings', 'model')}
      data-testid="status-asking"
    >
      {barLine(status, t, language)}
    </Button>
  );
}

/** A value once it has held for `ms`. */
function useSettled(value: boolean, ms: number): boolean {
  const [settled, setSettled] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}
