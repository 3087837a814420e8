import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { assertNever } from '../../../contract/assert-never.ts';
import type { Model } from '../../../contract/models.ts';
import { formatBytes } from '../../lib/words/format.ts';
import { useText } from '../../lib/words/text.ts';
import { useModels, type ModelAct } from './model-slice.ts';
import styles from './model.module.css';

/** What can be done with a model as it stands. */
export function ModelButtons({ model }: { readonly model: Model }) {
  const { t } = useText();
  const { id, state, fits } = model;
  const act = useModels((slice) => slice.act);
  const busy = useModels((slice) => slice.busy.has(id));
  const button = (does: ModelAct, variant: 'filled' | 'default' | 'subtle', disabled = false) => (
    <Button
      key={does}
      size="compact-sm"
      variant={variant}
      {...(variant === 'subtle' ? { color: 'gray' } : {})}
      loading={busy}
      disabled={disabled}
      onClick={() => void act(does, id)}
      data-testid={`model-${does}`}
    >
      {t(`model.act.${does}`)}
    </Button>
  );
  switch (state.kind) {
    case 'absent':
      return (
        <div className={styles.buttons}>
          {button('download', model.recommended ? 'filled' : 'default', fits === 'no')}
        </div>
      );
    case 'downloading':
      return (
        <div className={styles.buttons}>
          {button('pause', 'default')}
          {button('cancel', 'subtle')}
        </div>
      );
    case 'paused':
      return (
        <div className={styles.buttons}>
          {button('resume', 'filled')}
          {button('cancel', 'subtle')}
        </div>
      );
    case 'failed':
      return (
        <div className={styles.buttons}>
          <Button
            size="compact-sm"
            loading={busy}
            onClick={() => void act('download', id)}
            data-testid="model-retry"
          >
            {t('action.retry')}
          </Button>
          {button('cancel', 'subtle')}
        </div>
      );
    case 'ready':
    case 'missing':
      return <Installed model={model} />;
    default:
      return assertNever(state);
  }
}

/** A model that is here: to use or not, and to delete after a question. */
function Installed({ model }: { readonly model: Model }) {
  const { t, language } = useText();
  const { id, state, chosen, origin, name, size } = model;
  const { act, chooseNone } = useModels((slice) => slice);
  const busy = useModels((slice) => slice.busy.has(id));
  const [asking, setAsking] = useState(false);
  const own = origin === 'file';
  if (asking)
    return (
      <div className={styles.asking} role="group" aria-label={t('model.deleteTitle', { name })}>
        <p className={styles.small}>
          {size === null
            ? t('model.deleteTitle', { name })
            : t('model.deleteBody', { size: formatBytes(size, language) })}
        </p>
        <div className={styles.buttons}>
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setAsking(false)}>
            {t('action.cancel')}
          </Button>
          <Button
            size="compact-sm"
            color="red"
            onClick={() => {
              setAsking(false);
              void act('delete', id);
            }}
            data-testid="model-delete-sure"
          >
            {t('model.act.delete')}
          </Button>
        </div>
      </div>
    );
  return (
    <div className={styles.buttons}>
      {state.kind === 'ready' && !chosen && (
        <Button
          size="compact-sm"
          loading={busy}
          onClick={() => void act('choose', id)}
          data-testid="model-choose"
        >
          {t('model.act.choose')}
        </Button>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t('model.menu', { name })} data-testid="model-menu">
            <IconDots size={17} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {chosen && (
            <Menu.Item onClick={() => void chooseNone()} data-testid="model-unchoose">
              {t('model.unchoose')}
            </Menu.Item>
          )}
          <Menu.Item
            color="var(--bad)"
            onClick={() => (own || state.kind === 'missing' ? void act('delete', id) : setAsking(true))}
            data-testid="model-delete"
          >
            {own || state.kind === 'missing' ? t('model.forget') : t('model.act.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
