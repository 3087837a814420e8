import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Model } from '../../../contract/models.ts';
import { formatBytes, formatNumber } from '../../lib/words/format.ts';
import { useServices } from '../../lib/services.tsx';
import { useSession } from '../../lib/session.ts';
import { useText } from '../../lib/words/text.ts';
import { useModels } from './model-slice.ts';
import { timeRange } from './model-words.ts';
import styles from './model-offer.module.css';
import { offered } from './offered.ts';

/** Fewer are placed by hand in the time that it takes to read about a model. */
const MANY = 100;

interface Props {
  /** Mails that nobody could place. */
  readonly undecided: number;
}

/** One quiet line, once a language model would help: never before the person has begun, and never again after *Not now*. */
export function ModelOffer({ undecided }: Props) {
  const wanted = useSession((state) => state.settings.offerModel && state.acts.length > 0);
  return wanted && undecided >= MANY ? <Offer undecided={undecided} /> : null;
}

function Offer({ undecided }: Props) {
  const { t, language } = useText();
  const { client } = useServices();
  const list = useModels((state) => state.list);
  const load = useModels((state) => state.load);
  const openSheet = useSession((state) => state.openSheet);
  const setSettings = useSession((state) => state.setSettings);
  const [elsewhere, setElsewhere] = useState<boolean | null>(null);
  useEffect(() => {
    void load();
    void client.call('endpoint.get', {}).then((reply) => setElsewhere(reply.ok && reply.value.enabled));
  }, [client, load]);
  const model = list === null || elsewhere !== false ? null : offered(list);
  if (model === null) return null;
  return (
    <aside className={styles.offer} aria-label={t('model.offer.label')} data-testid="model-offer">
      <p>
        {t('model.offer.text', {
          count: undecided,
          number: formatNumber(undecided, language),
          size: formatBytes(model.size ?? 0, language),
          mail: speedOf(model, language),
        })}
      </p>
      <div className={styles.offerActs}>
        <Button variant="light" size="compact-xs" onClick={() => openSheet('settings', 'model')}>
          {t('model.offer.look')}
        </Button>
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          onClick={() => void setSettings({ offerModel: false })}
          data-testid="model-not-now"
        >
          {t('model.offer.notNow')}
        </Button>
      </div>
    </aside>
  );
}

function speedOf({ speed }: Model, language: string): string {
  const { measured, estimated } = speed;
  if (measured !== null) return timeRange(measured.msPerMail, measured.msPerMail, language);
  return estimated === null ? '' : timeRange(estimated.low, estimated.high, language);
}
