import { Button, Textarea, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import type { ModelSettings } from '../../../contract/models.ts';
import { useText } from '../../lib/words/text.ts';
import { useModels } from './model-slice.ts';
import styles from './model.module.css';

interface Props {
  readonly settings: ModelSettings;
  /** Where downloads go. */
  readonly folder: string;
}

/** Where models are downloaded from and to: for who must know. */
export function ModelMirrors({ settings, folder }: Props) {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  return (
    <div>
      <UnstyledButton
        className={styles.more}
        aria-expanded={open}
        aria-controls="model-advanced"
        onClick={() => setOpen(!open)}
        data-testid="model-advanced"
      >
        <IconChevronRight size={14} className={styles.chevron} data-open={open} aria-hidden="true" />
        {t('model.advanced')}
      </UnstyledButton>
      {open && (
        <div id="model-advanced" className={styles.advanced}>
          <Mirrors key={settings.mirrors.join(' ')} mirrors={settings.mirrors} />
          <p className={styles.small}>{t('model.folder', { folder })}</p>
        </div>
      )}
    </div>
  );
}

function Mirrors({ mirrors }: { readonly mirrors: readonly string[] }) {
  const { t } = useText();
  const setMirrors = useModels((state) => state.setMirrors);
  const [text, setText] = useState(mirrors.join('\n'));
  const lines = text
    .split(/\s+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const changed = lines.join('\n') !== mirrors.join('\n');
  return (
    <form
      className={styles.mirrors}
      onSubmit={(event) => {
        event.preventDefault();
        void setMirrors(lines);
      }}
    >
      <Textarea
        size="sm"
        label={t('model.mirrors')}
        description={t('model.mirrorsHint')}
        autosize
        minRows={1}
        maxRows={5}
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        data-testid="model-mirrors"
      />
      <Button
        type="submit"
        size="compact-sm"
        variant="default"
        className={styles.end}
        disabled={!changed || lines.length === 0}
        data-testid="model-save-mirrors"
      >
        {t('action.save')}
      </Button>
    </form>
  );
}
