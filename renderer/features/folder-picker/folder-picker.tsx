import { Modal } from '@mantine/core';
import { IconFolder, IconFolderPlus } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { isNewFolder, matchFolders, parentPath } from '../../lib/words/folders.ts';
import { formatNumber } from '../../lib/words/format.ts';
import { useSession } from '../../lib/session.ts';
import { useText } from '../../lib/words/text.ts';
import { Chord } from '../../ui/chord.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { usePicker } from './picker-slice.ts';
import styles from './folder-picker.module.css';
import { mailboxName } from '../../lib/words/mailbox-name.ts';

const MOST_SHOWN = 60;
/** Makes the folder whatever else is found. */
const CREATE_KEYS = 'Shift+Enter';

/** Choose a folder by typing a part of its name; what does not exist can be made. */
export function FolderPicker() {
  const { t } = useText();
  const question = usePicker((state) => state.question);
  const answer = usePicker((state) => state.answer);
  return (
    <Modal
      opened={question !== null}
      onClose={() => answer(null)}
      withCloseButton={false}
      padding={0}
      size={460}
      yOffset="14vh"
      // Who knows the folder types on at once.
      transitionProps={{ duration: 0 }}
      attributes={{ content: { 'aria-label': t('picker.label') } }}
    >
      {question !== null && <Choices />}
    </Modal>
  );
}

function Choices() {
  const { t, language } = useText();
  const question = usePicker((state) => state.question);
  const problem = usePicker((state) => state.problem);
  const answer = usePicker((state) => state.answer);
  const create = usePicker((state) => state.create);
  const mailboxes = useSession((state) => state.mailboxes);
  const recent = useSession((state) => state.recentFolders);
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  if (question === null) return null;

  const found = matchFolders(mailboxes, question.account, query, question.without, recent).slice(
    0,
    MOST_SHOWN,
  );
  const canCreate = isNewFolder(mailboxes, question.account, query);
  const last = found.length - 1 + (canCreate ? 1 : 0);
  const choose = (index: number) => {
    const mailbox = found[index];
    if (mailbox !== undefined) answer(mailbox.id);
    else if (canCreate) void create(query.trim());
  };
  return (
    <>
      <input
        autoFocus
        data-autofocus
        className={styles.input}
        value={query}
        placeholder={t('picker.placeholder', {
          count: question.count,
          number: formatNumber(question.count, language),
        })}
        role="combobox"
        aria-expanded="true"
        aria-controls="folder-choices"
        aria-activedescendant={last < 0 ? undefined : `folder-choice-${at}`}
        aria-label={t('picker.label')}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') setAt(Math.min(last, at + 1));
          else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1));
          else if (event.key === 'Enter' && event.shiftKey && canCreate) void create(query.trim());
          else if (event.key === 'Enter') choose(at);
          else return;
          event.preventDefault();
        }}
      />
      {problem !== null && (
        <ProblemNote problem={problem}>
          <p>{t('picker.notMade')}</p>
        </ProblemNote>
      )}
      {found.length === 0 && !canCreate && <p className={styles.none}>{t('picker.none')}</p>}
      <ul
        ref={list}
        id="folder-choices"
        role="listbox"
        aria-label={t('picker.label')}
        className={styles.list}
      >
        {found.map((mailbox, index) => (
          <li
            key={mailbox.id}
            id={`folder-choice-${index}`}
            role="option"
            aria-selected={index === at}
            className={styles.choice}
            onMouseMove={() => setAt(index)}
            onClick={() => choose(index)}
          >
            <IconFolder size={16} aria-hidden="true" />
            <span className={styles.name}>{mailboxName(mailbox, t)}</span>
            <span className={styles.above}>{parentPath(mailbox)}</span>
            {recent.includes(mailbox.id) && query === '' && (
              <span className={styles.recent}>{t('picker.recent')}</span>
            )}
          </li>
        ))}
        {canCreate && (
          <li
            id={`folder-choice-${found.length}`}
            role="option"
            aria-selected={at === found.length}
            className={styles.choice}
            onMouseMove={() => setAt(found.length)}
            onClick={() => choose(found.length)}
          >
            <IconFolderPlus size={16} aria-hidden="true" />
            <span className={styles.name}>{t('picker.create', { name: query.trim() })}</span>
            <span className={styles.keys}>
              <Chord chord={CREATE_KEYS} />
            </span>
          </li>
        )}
      </ul>
    </>
  );
}
