import type { TFunction } from 'i18next';
import type { Batch } from '../../../contract/activity.ts';
import { assertNever } from '../../../contract/assert-never.ts';
import type { Mailbox } from '../../../contract/mailboxes.ts';
import { findMailbox } from '../../lib/words/folders.ts';
import { formatNumber } from '../../lib/words/format.ts';
import { mailboxName } from '../../lib/words/mailbox-name.ts';

/** What a batch did, as a sentence: "You filed 120 mails in 3 folders". */
export function batchSentence(
  batch: Batch,
  mailboxes: readonly Mailbox[],
  t: TFunction,
  language: string,
): string {
  const counted = { count: batch.count, number: formatNumber(batch.count, language) };
  const only = batch.targetCount === 1 ? batch.targets[0] : undefined;
  const folder = only === undefined ? '' : mailboxName(findMailbox(mailboxes, only.mailboxId), t);
  if (batch.act !== null) return t(`activity.act.${batch.action === 'undo' ? 'undone' : batch.act}`, counted);
  switch (batch.action) {
    case 'approve':
    case 'move': {
      const where = folder || t('activity.folders', { count: batch.targetCount });
      if (batch.actor === 'trust') return t('activity.trustFiled', { ...counted, where });
      return t('activity.filed', { ...counted, where });
    }
    case 'undo':
      return t('activity.undo', counted);
    case 'redo':
      return t('activity.redo', counted);
    case 'dismiss':
      return t('activity.dismiss', counted);
    default:
      return assertNever(batch.action);
  }
}

export type BatchState = 'pending' | 'failed' | 'undone' | 'partly-undone' | 'done';

/** How a batch stands; the least settled part counts. */
export function batchState(batch: Batch): BatchState {
  if (batch.failed > 0) return 'failed';
  if (batch.pending > 0) return 'pending';
  if (batch.undone >= batch.count && batch.count > 0) return 'undone';
  return batch.undone > 0 ? 'partly-undone' : 'done';
}
