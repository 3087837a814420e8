import { Button, SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Settings } from '../../../contract/settings.ts';
import { useSession } from '../../lib/session.ts';
import { useText } from '../../lib/words/text.ts';
import styles from './settings.module.css';

const LANGUAGES = ['system', 'en', 'fr'] as const satisfies readonly Settings['language'][];
const THEMES = ['system', 'light', 'dark'] as const satisfies readonly Settings['theme'][];

/** Language, theme, and the way to the rules. */
export function GeneralPanel() {
  const { t } = useText();
  const settings = useSession((state) => state.settings);
  const setSettings = useSession((state) => state.setSettings);
  const { go, openSheet } = useSession((state) => state);
  const info = useSession((state) => state.info);
  return (
    <>
      <Line label={t('settings.language')}>
        <SegmentedControl
          size="xs"
          aria-label={t('settings.language')}
          data={LANGUAGES.map((value) => ({ value, label: t(`settings.languages.${value}`) }))}
          value={settings.language}
          onChange={(language) => void setSettings({ language })}
        />
      </Line>
      <Line label={t('settings.theme')}>
        <SegmentedControl
          size="xs"
          aria-label={t('settings.theme')}
          data={THEMES.map((value) => ({ value, label: t(`settings.themes.${value}`) }))}
          value={settings.theme}
          onChange={(theme) => void setSettings({ theme })}
        />
      </Line>
      <Line label={t('rules.title')} hint={t('rules.intro')}>
        <Button
          variant="default"
          size="xs"
          onClick={() => {
            openSheet(null);
            go({ place: 'rules' });
          }}
        >
          {t('settings.openRules')}
        </Button>
      </Line>
      {info?.secrets === 'file' && <p className={styles.warning}>{t('settings.secretsInFile')}</p>}
    </>
  );
}

interface LineProps {
  readonly label: string;
  readonly hint?: string;
  readonly children: ReactNode;
}

function Line({ label, hint, children }: LineProps) {
  return (
    <div className={styles.line}>
      <div>
        <p className={styles.lineLabel}>{label}</p>
        {hint !== undefined && <p className={styles.small}>{hint}</p>}
      </div>
      {children}
    </div>
  );
}
