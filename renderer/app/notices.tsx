import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { i18n } from 'i18next';
import type { StoreApi } from 'zustand';
import { assertNever } from '../../contract/assert-never.ts';
import type { Filing, Notice, Tell } from '../lib/acts/filing.ts';
import { findMailbox } from '../lib/words/folders.ts';
import { formatNumber, momentName } from '../lib/words/format.ts';
import { chordName } from '../lib/keys/chords.ts';
import { keyOf } from '../lib/keys/key-map.ts';
import { keyNamer } from '../lib/keys/key-names.ts';
import type { Session } from '../lib/session.ts';
import { problemSentence } from '../lib/words/problem-sentence.ts';
import { localeOf } from '../lib/words/text.ts';
import styles from './notices.module.css';
import { mailboxName } from '../lib/words/mailbox-name.ts';

const STAYS_MS = 7000;

interface Action {
  readonly label: string;
  readonly run: () => void;
}

/**
 * Shows notices at the edge of the window. Acts of the same kind follow each other in one place instead of piling up.
 * `stays`: milliseconds until one goes by itself; false for never.
 */
export function createTell(
  texts: i18n,
  late: () => { session: StoreApi<Session>; filing: Filing },
  stays: number | false = STAYS_MS,
): Tell {
  function draw(id: string, text: string, action?: Action): void {
    notifications.hide(id);
    notifications.show({
      id,
      autoClose: stays,
      withCloseButton: true,
      // The announcement says it; two voices would say it twice.
      role: 'group',
      'aria-label': texts.t('notice.label'),
      closeButtonProps: { 'aria-label': texts.t('action.close') },
      classNames: { root: styles.root, description: styles.text, body: styles.body },
      message: (
        <div className={styles.line} data-testid={`notice-${id}`}>
          <span className={styles.words}>{text}</span>
          {action !== undefined && (
            <Button
              variant="subtle"
              size="compact-sm"
              onClick={() => {
                notifications.hide(id);
                action.run();
              }}
            >
              {action.label}
            </Button>
          )}
        </div>
      ),
    });
  }

  /** Shows it, and says it to those who hear it, with the key that takes it back. */
  function show(id: string, text: string, action?: Action): void {
    draw(id, text, action);
    const { session } = late();
    const { acts, snooze, undone, settings } = session.getState();
    const nameKey = keyNamer(texts.t);
    const way =
      id !== 'act' || action === undefined
        ? ''
        : action.label === texts.t('action.redo') && undone.length > 0
          ? texts.t('notice.redoWith', { key: chordName(keyOf('redo', settings.shortcuts), nameKey) })
          : action.label === texts.t('action.undo') && (acts.length > 0 || snooze !== null)
            ? texts.t('notice.undoWith', { key: chordName(keyOf('undo', settings.shortcuts), nameKey) })
            : '';
    session.getState().announce(`${text} ${way}`.trim());
  }

  return (notice: Notice) => {
    const { session, filing } = late();
    const { t } = texts;
    const language = localeOf(texts.language, navigator.languages);
    const counted = (count: number) => ({ count, number: formatNumber(count, language) });
    switch (notice.kind) {
      case 'filed': {
        const mailbox =
          notice.folder === null ? undefined : findMailbox(session.getState().mailboxes, notice.folder);
        const text =
          mailbox === undefined
            ? t('notice.filed', counted(notice.count))
            : t('notice.filedIn', { ...counted(notice.count), folder: mailboxName(mailbox, t) });
        return show('act', text, {
          label: t('action.undo'),
          run: () => void filing.undoBatches(notice.batches),
        });
      }
      case 'dismissed':
        return show('act', t('notice.dismissed', counted(notice.count)), {
          label: t('action.undo'),
          run: () => void filing.undoBatches(notice.batches),
        });
      case 'marked':
        return show('act', t(`notice.marked.${notice.act}`, counted(notice.count)), {
          label: t('action.undo'),
          run: () => void filing.undoBatches(notice.batches),
        });
      case 'undone':
        return show('act', t('notice.undone', counted(notice.count)), {
          label: t('action.redo'),
          run: () => void filing.redo(notice.batches),
        });
      case 'redone':
        return show('act', t('notice.redone', counted(notice.count)), {
          label: t('action.undo'),
          run: () => void filing.undoBatches(notice.batches),
        });
      case 'rebuilt':
        return show(
          'info',
          t('notice.rebuilt', { folder: notice.report.keptAs, count: notice.report.accounts }),
        );
      case 'doubted':
        return show('act', t('notice.doubted'), { label: t('action.undo'), run: notice.back });
      case 'snoozed':
        return show(
          'act',
          t('notice.snoozed', {
            ...counted(notice.count),
            when: momentName(notice.until, Date.now(), language),
          }),
          { label: t('action.undo'), run: notice.back },
        );
      case 'woken':
        return show('act', t('notice.woken', counted(notice.count)));
      case 'nothing-left':
        return show('act', t('notice.nothingLeft'));
      case 'problem':
        return show('problem', problemSentence(t, notice.problem));
      case 'attachment-saved':
        return show('saved', t('notice.saved', { path: notice.path }));
      case 'demoted':
        return show('demoted', t('notice.demoted', { folder: notice.folder }), {
          label: t('notice.why'),
          run: () => session.getState().openSheet('settings', 'trust'),
        });
      case 'moves-failed':
        return show('failed', t('notice.movesFailed', counted(notice.count)), {
          label: t('action.show'),
          run: () => session.getState().go({ place: 'activity' }),
        });
      default:
        return assertNever(notice);
    }
  };
}
