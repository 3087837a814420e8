import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import type { Correction } from '../../../contract/statistics.ts';
import { formatChance } from '../../lib/words/format.ts';
import { useKeyNames } from '../../lib/keys/use-keys.ts';
import { useText } from '../../lib/words/text.ts';
import { EmptyNote } from '../../ui/empty-note.tsx';
import { ReadRow } from '../../ui/read-row.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { useDashboard } from './dashboard-slice.ts';
import styles from './corrections.module.css';

const ROW = 60;

/** The mails that went to another folder than the proposed one, newest first. */
export function LoadedCorrectionsList() {
  const { t } = useText();
  const keyName = useKeyNames();
  const listed = useDashboard((state) => state.listed);
  const corrections = useDashboard((state) => state.corrections);
  const cursor = useDashboard((state) => state.cursor);
  const back = useDashboard((state) => state.back);
  const open = useDashboard((state) => state.open);
  if (listed === null) return null;
  const at = corrections.findIndex(({ messageId }) => messageId === cursor);
  const title =
    listed.toName === null
      ? t('dashboard.corrected.elsewhere', { from: listed.fromName })
      : t('dashboard.corrected.route', { from: listed.fromName, to: listed.toName });
  const leave = () => {
    if (open) back();
    back();
  };
  return (
    <section className={styles.column} aria-label={title} data-testid="corrections">
      <header className={styles.header}>
        <Tooltip label={t('action.backHint', { key: keyName('back') })}>
          <ActionIcon aria-label={t('action.back')} onClick={leave} data-testid="corrections-back">
            <IconArrowLeft size={17} />
          </ActionIcon>
        </Tooltip>
        <div className={styles.words}>
          <h1 className={styles.title}>{title}</h1>
          <p className={styles.subtitle}>{t('dashboard.corrected.about')}</p>
        </div>
      </header>
      {corrections.length === 0 ? (
        <EmptyNote title={t('dashboard.corrected.gone')} />
      ) : (
        <VirtualList
          label={title}
          count={corrections.length}
          heightOf={ROW}
          keyOf={(index) => corrections[index]?.messageId ?? index}
          cursor={at}
          active
          resetKey={title}
          renderRow={(index) => {
            const row = corrections[index];
            return row && <Row row={row} index={index} atCursor={index === at} />;
          }}
        />
      )}
    </section>
  );
}

function Row(props: { readonly row: Correction; readonly index: number; readonly atCursor: boolean }) {
  const { t, language } = useText();
  const read = useDashboard((state) => state.read);
  const { messageId, probability, sender, subject, at } = props.row;
  return (
    <ReadRow
      {...{ index: props.index, atCursor: props.atCursor, sender, subject, at }}
      aside={
        probability === null
          ? null
          : t('dashboard.corrected.chance', { chance: formatChance(probability, language) })
      }
      onClick={() => read(messageId)}
      testId="correction"
    />
  );
}
