import { Button, NativeSelect, NumberInput } from '@mantine/core';
import type { FolderTrust } from '../../../contract/trust.ts';
import { formatNumber } from '../../lib/words/format.ts';
import { useServices } from '../../lib/services.tsx';
import { useText } from '../../lib/words/text.ts';
import { LearnedOf } from './learned-of.tsx';
import { useTrust } from './trust-slice.ts';
import { formatShare } from './trust-words.ts';
import styles from './trust.module.css';

const PROMISES = [0.9, 0.95, 0.98, 0.99];

interface Props {
  readonly id: string;
  readonly folder: FolderTrust;
  readonly name: string;
  readonly revision: number;
}

/** What the person asks of a folder, where its record comes from, and the mails that wait for it. */
export function FolderTrustDetails({ id, folder, name, revision }: Props) {
  const { t, language } = useText();
  const set = useTrust((state) => state.set);
  const { mailboxId, promise, ceiling } = folder;
  const promises = [...new Set([...PROMISES, promise])].sort();
  return (
    <div id={id} className={styles.details}>
      <p className={styles.small}>
        {t('trust.sources', {
          replayed: formatNumber(folder.replayed, language),
          answered: formatNumber(folder.answered, language),
        })}{' '}
        {t(folder.thresholdOf === 'folder' ? 'trust.threshold' : 'trust.thresholdOfAccount', {
          threshold: formatShare(folder.threshold, language),
        })}
      </p>
      <div className={styles.asked}>
        <NativeSelect
          size="xs"
          label={t('trust.promise')}
          value={String(promise)}
          data={promises.map((value) => ({ value: String(value), label: formatShare(value, language) }))}
          onChange={(event) => void set({ mailboxId, promise: Number(event.currentTarget.value) })}
          data-testid="trust-promise"
        />
        <NumberInput
          key={ceiling}
          size="xs"
          min={0}
          max={100_000}
          allowDecimal={false}
          label={t('trust.ownCeiling')}
          placeholder={t('trust.noCeiling')}
          defaultValue={ceiling ?? ''}
          onBlur={(event) => {
            const typed = event.currentTarget.value.replace(/\D/g, '');
            const next = typed === '' ? null : Number(typed);
            if (next !== ceiling) void set({ mailboxId, ceiling: next });
          }}
        />
      </div>
      <LearnedOf mailboxId={mailboxId} name={name} />
      {folder.mayFile && folder.waiting > 0 && <WaitingToo folder={folder} name={name} revision={revision} />}
    </div>
  );
}

/** Mails that waited before the folder was trusted are filed at the person's word. */
function WaitingToo({ folder, name, revision }: Omit<Props, 'id'>) {
  const { t, language } = useText();
  const { filing } = useServices();
  const load = useTrust((state) => state.load);
  const { mailboxId, threshold, waiting } = folder;
  async function file(): Promise<void> {
    const filter = { target: mailboxId, minProbability: threshold, asOf: revision };
    await filing.approve({ filter }, { shown: mailboxId });
    await load();
  }
  return (
    <div className={styles.waiting}>
      <span className={styles.small}>
        {t('trust.waiting', { count: waiting, number: formatNumber(waiting, language), folder: name })}
      </span>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => void file()}
        data-testid="trust-file-waiting"
      >
        {t('trust.fileWaiting', { count: waiting })}
      </Button>
    </div>
  );
}
