import { Button } from '@mantine/core';
import { IconDatabaseExclamation } from '@tabler/icons-react';
import { useState } from 'react';
import { useServices } from '../../lib/services.tsx';
import { useSession } from '../../lib/session.ts';
import { useText } from '../../lib/words/text.ts';
import { EmptyNote } from '../../ui/empty-note.tsx';
import styles from './status.module.css';

const FAULTS = ['database-corrupt', 'database-newer', 'disk-full', 'folder-unwritable', 'in-use'] as const;
type Fault = (typeof FAULTS)[number] | 'other';

/** The engine cannot work: why, what that means for the mail, and what to do. Stands in the whole window. */
export function EngineFault() {
  const { t } = useText();
  const { client, tell } = useServices();
  const detail = useSession((state) => state.engine.detail);
  const [busy, setBusy] = useState(false);
  const fault: Fault = FAULTS.find((known) => known === detail) ?? 'other';

  async function start(rebuild: boolean): Promise<void> {
    setBusy(true);
    const reply = await client.call('app.startEngine', { rebuild });
    setBusy(false);
    if (reply.ok && reply.value.rebuilt !== null) tell({ kind: 'rebuilt', report: reply.value.rebuilt });
  }

  return (
    <div className={styles.fault} role="alert" data-testid="engine-fault" data-fault={fault}>
      <EmptyNote
        icon={<IconDatabaseExclamation size={32} stroke={1.4} aria-hidden="true" />}
        title={t(`fault.${fault}.title`)}
      >
        <p>{t(`fault.${fault}.text`)}</p>
        {fault === 'database-corrupt' && (
          <Button loading={busy} onClick={() => void start(true)} data-testid="rebuild">
            {t('fault.rebuild')}
          </Button>
        )}
        {fault !== 'database-corrupt' && fault !== 'database-newer' && (
          <Button
            loading={busy}
            variant="default"
            onClick={() => void start(false)}
            data-testid="start-again"
          >
            {t('fault.again')}
          </Button>
        )}
      </EmptyNote>
    </div>
  );
}
