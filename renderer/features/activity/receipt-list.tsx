import type { TFunction } from 'i18next';
import { useStore } from 'zustand';
import type { Receipt } from '../../../contract/activity.ts';
import { findMailbox } from '../../lib/words/folders.ts';
import { nameOf } from '../../lib/words/people.ts';
import { useSession } from '../../lib/session.ts';
import { useText } from '../../lib/words/text.ts';
import { MailRowWaiting } from '../../ui/mail-row.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { useActivity } from './activity-slice.ts';
import { UndoOne } from './undo-one.tsx';
import styles from './activity.module.css';
import { mailboxName } from '../../lib/words/mailbox-name.ts';

/** A receipt for each mail of the open batch. */
export function ReceiptList() {
  const { t } = useText();
  const receipts = useActivity((state) => state.receipts);
  const undoReceipt = useActivity((state) => state.undoReceipt);
  const pages = useStore(receipts, (state) => state.pages);
  const problem = useStore(receipts, (state) => state.problem);
  const source = useStore(receipts, (state) => state.source);
  const need = useStore(receipts, (state) => state.need);
  return (
    <>
      {problem !== null && <ProblemNote problem={problem} />}
      <VirtualList
        label={t('activity.receipts')}
        count={pages.total}
        heightOf={60}
        keyOf={(index) => pages.rows.get(index)?.id ?? `waiting-${index}`}
        cursor={-1}
        active={false}
        onRange={need}
        resetKey={source ?? undefined}
        renderRow={(index) => {
          const receipt = pages.rows.get(index);
          if (receipt === undefined) return <MailRowWaiting />;
          return <ReceiptRow receipt={receipt} index={index} onUndo={() => void undoReceipt(receipt)} />;
        }}
      />
    </>
  );
}

interface RowProps {
  readonly receipt: Receipt;
  readonly index: number;
  readonly onUndo: () => void;
}

function ReceiptRow({ receipt, index, onUndo }: RowProps) {
  const { t } = useText();
  const mailboxes = useSession((state) => state.mailboxes);
  const nameOfMailbox = (id: Receipt['from']) =>
    mailboxName(findMailbox(mailboxes, id), t) || t('activity.goneFolder');
  return (
    <div role="row" aria-rowindex={index + 1} className={styles.receipt} data-testid="receipt-row">
      <div role="gridcell" className={styles.receiptText}>
        <p className={styles.receiptTop}>
          <span className={styles.sender}>{nameOf(receipt.sender)}</span>
          <span className={styles.state} data-state={receipt.state}>
            {stateText(receipt, t)}
          </span>
        </p>
        <p className={styles.subject}>{receipt.subject.trim() || t('mail.noSubject')}</p>
      </div>
      <p role="gridcell" className={styles.route}>
        {receipt.from === receipt.to
          ? t('activity.stayed', { from: nameOfMailbox(receipt.from) })
          : t('activity.route', { from: nameOfMailbox(receipt.from), to: nameOfMailbox(receipt.to) })}
      </p>
      <div role="gridcell">
        {(receipt.state === 'done' || receipt.state === 'pending') && <UndoOne onClick={onUndo} />}
      </div>
    </div>
  );
}

/** How a mail's receipt stands; nothing where all went well. */
function stateText({ state, from, to }: Receipt, t: TFunction): string {
  if (state === 'done') return '';
  return t(`activity.receiptState.${state === 'failed' && from === to ? 'unmarked' : state}`);
}
