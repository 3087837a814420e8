import { useElementSize, useHotkeys } from '@mantine/hooks';
import { SegmentedControl } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { DryRunMail } from '../../../contract/rules.ts';
import { useText } from '../../lib/words/text.ts';
import { RuleFormPane } from './form/rule-form-pane.tsx';
import { useRules } from './rules-state.ts';
import { SaveBar } from './save-bar.tsx';
import { RuleTextPane } from './text/rule-text-pane.tsx';
import { TrialPanel } from './trial/trial-panel.tsx';
import { useTrial } from './trial-slice.ts';
import styles from './detail.module.css';

/** Narrower than this, the form and the text do not fit beside each other. */
const BESIDE_PX = 700;

type Face = 'form' | 'text';

interface Props {
  /** Shows a mail that a rule was tried on; the function leads back. */
  readonly reader: (id: DryRunMail['messageId'], back: () => void) => ReactNode;
}

/** The chosen rule as a form and all rules as text, beside each other where there is room; below, what they would do. */
export function LoadedRuleDetail({ reader }: Props) {
  const { t } = useText();
  const { ref, width } = useElementSize();
  const [face, setFace] = useState<Face>('form');
  const reading = useTrial((state) => state.reading);
  const read = useTrial((state) => state.read);
  const save = useRules((state) => state.save);
  const loaded = useRules((state) => state.loaded);
  useHotkeys([['mod+S', () => void save()]], []);
  if (reading !== null) return reader(reading, () => read(null));
  const beside = width >= BESIDE_PX;
  return (
    <div ref={ref} className={styles.detail}>
      {width > 0 && loaded && (
        <>
          <SaveBar>
            {!beside && (
              <SegmentedControl
                size="xs"
                aria-label={t('rules.faces')}
                value={face}
                onChange={(value) => setFace(value === 'text' ? 'text' : 'form')}
                data={[
                  { value: 'form', label: t('rules.face.form') },
                  { value: 'text', label: t('rules.face.text') },
                ]}
              />
            )}
          </SaveBar>
          <div className={styles.panes} data-beside={beside}>
            {(beside || face === 'form') && <RuleFormPane toText={() => setFace('text')} beside={beside} />}
            {(beside || face === 'text') && <RuleTextPane />}
          </div>
          <TrialPanel />
        </>
      )}
    </div>
  );
}
