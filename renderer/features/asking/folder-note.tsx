import { TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import type { FolderNote } from '../../../contract/asking.ts';
import type { Mailbox } from '../../../contract/mailboxes.ts';
import { parentPath } from '../../lib/words/folders.ts';
import { mailboxName } from '../../lib/words/mailbox-name.ts';
import { useText } from '../../lib/words/text.ts';
import { useAsking } from './asking-slice.ts';
import styles from './asking.module.css';

/** As the contract has it. */
const LONGEST = 200;

interface Props {
  readonly folder: Mailbox;
  /** Undefined while nothing is known of the folder. */
  readonly note: FolderNote | undefined;
}

/** A folder, what was found in it, and a line for the person's own words: kept on Enter or when left, put back by Escape. */
export function FolderNoteRow({ folder, note }: Props) {
  const { t } = useText();
  const describe = useAsking((state) => state.describe);
  const kept = note?.description ?? '';
  // Null while nothing is being typed.
  const [typed, setTyped] = useState<string | null>(null);
  const id = useId();
  const name = mailboxName(folder, t);
  const parents = parentPath(folder);
  const examples = note?.examples ?? [];

  function save(): void {
    if (typed !== null && typed.trim() !== kept) void describe(folder.accountId, folder.id, typed);
    setTyped(null);
  }
  return (
    <li className={styles.folder} data-testid="asking-folder" data-folder={name}>
      <label htmlFor={id} className={styles.folderName}>
        {parents !== '' && <span className={styles.parents}>{parents} / </span>}
        {name}
      </label>
      <TextInput
        id={id}
        size="xs"
        maxLength={LONGEST}
        placeholder={t('asking.describe')}
        value={typed ?? kept}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key === 'Enter') save();
          if (event.key === 'Escape') setTyped(null);
        }}
        // Escape takes back what was typed; only then does it close the sheet.
        data-mantine-stop-propagation={typed !== null && typed !== kept}
        aria-describedby={`${id}-found`}
        data-testid="asking-description"
      />
      <p id={`${id}-found`} className={styles.found} data-testid="asking-examples">
        {examples.length === 0
          ? t('asking.noExamples')
          : t(kept === '' ? 'asking.examples' : 'asking.examplesUnused', {
              examples: examples.join(' · '),
            })}
      </p>
    </li>
  );
}
