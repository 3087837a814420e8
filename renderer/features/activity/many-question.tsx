import { Button, Modal } from '@mantine/core';
import { formatNumber } from '../../lib/words/format.ts';
import { useText } from '../../lib/words/text.ts';
import { useActivity } from './activity-slice.ts';
import styles from './activity.module.css';

/** Asks before many mails go back, or go again. */
export function ManyQuestion() {
  const { t, language } = useText();
  const question = useActivity((state) => state.question);
  const answer = useActivity((state) => state.answer);
  const count = question?.count ?? 0;
  const number = formatNumber(count, language);
  const undo = question?.way !== 'redo';
  return (
    <Modal
      opened={question !== null}
      onClose={() => void answer(false)}
      title={t(undo ? 'activity.sureUndo' : 'activity.sureRedo', { count, number })}
      closeButtonProps={{ 'aria-label': t('action.close') }}
      size={420}
    >
      <p>{t(undo ? 'activity.sureUndoBody' : 'activity.sureRedoBody')}</p>
      <div className={styles.sure}>
        <Button variant="default" onClick={() => void answer(false)}>
          {t('action.cancel')}
        </Button>
        <Button data-autofocus onClick={() => void answer(true)} data-testid="sure">
          {t(undo ? 'activity.sureUndoAct' : 'activity.sureRedoAct', { count, number })}
        </Button>
      </div>
    </Modal>
  );
}
