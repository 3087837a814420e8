import { Button, Progress, TextInput } from '@mantine/core';
import { IconMailbox } from '@tabler/icons-react';
import type { ImportPreview, ImportProgress } from '../../../contract/imports.ts';
import { shownPath } from '../../lib/words/folders.ts';
import { formatBytes, formatNumber } from '../../lib/words/format.ts';
import { useText } from '../../lib/words/text.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { Line } from './import-line.tsx';
import styles from './imports.module.css';
import { useImports } from './imports-slice.ts';

interface Props {
  readonly onBack: () => void;
}

/** Mail of another program: choose it, see what is in it, bring it in. */
export function LoadedImportForm({ onBack }: Props) {
  const progress = useImports((state) => state.progress);
  if (progress !== null && progress.state !== 'done') return <UnderWay progress={progress} />;
  return <Chooser onBack={onBack} />;
}

function Chooser({ onBack }: Props) {
  const { t, language } = useText();
  const path = useImports((state) => state.path);
  const name = useImports((state) => state.name);
  const preview = useImports((state) => state.preview);
  const busy = useImports((state) => state.busy);
  const problem = useImports((state) => state.problem);
  const canChoose = useImports((state) => state.canChoose);
  const { setPath, setName, choose, look, start } = useImports((state) => state);
  const full = preview !== null && preview.free !== null && preview.free < preview.bytes * 1.2;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void (preview === null ? look() : start());
      }}
    >
      <TextInput
        label={t('imports.path')}
        description={t('imports.pathHint')}
        data-autofocus
        autoFocus
        value={path}
        onChange={(event) => setPath(event.currentTarget.value)}
        data-testid="import-path"
      />
      {canChoose ? (
        <div className={styles.choices}>
          <Button variant="default" size="xs" onClick={() => void choose('file')}>
            {t('imports.chooseFile')}
          </Button>
          <Button variant="default" size="xs" onClick={() => void choose('folder')}>
            {t('imports.chooseFolder')}
          </Button>
        </div>
      ) : (
        <p className={styles.small}>{t('imports.noChooser')}</p>
      )}
      {preview !== null && (
        <>
          <Found preview={preview} />
          <TextInput
            label={t('imports.name')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <p className={styles.small}>
            {full
              ? t('imports.noRoom', { free: formatBytes(preview.free ?? 0, language) })
              : t('imports.copies', { size: formatBytes(preview.bytes, language) })}
          </p>
        </>
      )}
      {problem !== null && <ProblemNote problem={problem} />}
      <div className={styles.foot}>
        <Button variant="subtle" color="gray" onClick={onBack}>
          {t('action.back')}
        </Button>
        <span className={styles.spring} />
        {preview === null ? (
          <Button
            type="submit"
            disabled={path.trim() === ''}
            loading={busy === 'look'}
            data-testid="import-look"
          >
            {t('imports.look')}
          </Button>
        ) : (
          <Button type="submit" disabled={full} loading={busy === 'start'} data-testid="import-start">
            {t('imports.start')}
          </Button>
        )}
      </div>
    </form>
  );
}

/** The folders that were found, with their mails. */
function Found({ preview }: { readonly preview: ImportPreview }) {
  const { t, language } = useText();
  const count = (mails: number, exact: boolean): string =>
    t(exact ? 'mail.count' : 'imports.about', { count: mails, number: formatNumber(mails, language) });
  return (
    <section className={styles.found} data-testid="import-preview">
      <p className={styles.foundTitle}>
        <IconMailbox size={18} stroke={1.6} aria-hidden="true" />
        {count(preview.mails, preview.exact)} · {formatBytes(preview.bytes, language)}
      </p>
      <ul className={styles.folders} tabIndex={0} aria-label={t('imports.folders')}>
        {preview.mailboxes.map((mailbox) => (
          <li key={mailbox.path} className={styles.folder} title={mailbox.path}>
            <span className={styles.folderName}>
              {mailbox.folder === 'INBOX' ? t('imports.inbox') : shownPath(mailbox.folder)}
            </span>
            <span className={styles.small}>
              {formatNumber(mailbox.mails, language)} · {formatBytes(mailbox.bytes, language)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function UnderWay({ progress }: { readonly progress: ImportProgress }) {
  const { t } = useText();
  const { dismiss, retry } = useImports((state) => state);
  const { done, total, problem, name } = progress;
  const percent = total === 0 ? 0 : (100 * done) / total;
  return (
    <div className={styles.form} data-testid="import-progress">
      <p className={styles.foundTitle}>{t('imports.underWay', { name })}</p>
      {problem === null ? (
        <>
          <Progress value={percent} aria-label={t('imports.underWay', { name })} />
          <p className={styles.small} role="status">
            <Line progress={progress} />
          </p>
          <p className={styles.small}>{t('imports.goesOn')}</p>
        </>
      ) : (
        <ProblemNote problem={problem} />
      )}
      <div className={styles.foot}>
        <span className={styles.spring} />
        <Button variant="default" onClick={() => void dismiss()} data-testid="import-cancel">
          {t('action.cancel')}
        </Button>
        {problem !== null && <Button onClick={() => void retry()}>{t('imports.retry')}</Button>}
      </div>
    </div>
  );
}
