import { Button, TextInput } from '@mantine/core';
import { useText } from '../../lib/words/text.ts';
import { useModels } from './model-slice.ts';
import styles from './model.module.css';

/** Any other GGUF file: on this computer, or at an address. */
export function OwnModel() {
  const { t } = useText();
  const own = useModels((state) => state.own);
  const adding = useModels((state) => state.adding);
  const canChoose = useModels((state) => state.canChoose);
  const { setOwn, browse, addOwn } = useModels((state) => state);
  return (
    <form
      className={styles.own}
      onSubmit={(event) => {
        event.preventDefault();
        void addOwn();
      }}
    >
      <TextInput
        className={styles.ownField}
        label={t('model.own')}
        description={t(canChoose ? 'model.ownHint' : 'model.ownHintNoDialog')}
        value={own}
        onChange={(event) => setOwn(event.currentTarget.value)}
        data-testid="model-own"
      />
      {canChoose && (
        <Button variant="default" onClick={() => void browse()}>
          {t('model.browse')}
        </Button>
      )}
      <Button type="submit" disabled={own.trim() === ''} loading={adding} data-testid="model-add">
        {t('model.add')}
      </Button>
    </form>
  );
}
