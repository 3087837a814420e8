import { UnstyledButton } from '@mantine/core';
import { useMemo, useState } from 'react';
import { selectSearched, useSession } from '../../../lib/session.ts';
import { useText } from '../../../lib/words/text.ts';
import { Highlighted } from '../../../ui/highlighted.tsx';
import { quoteDepth } from './quote-depth.ts';
import styles from './body.module.css';

/** More is not drawn line by line. */
const LINES_MAX = 20_000;
/** A shorter quotation is not worth a button. */
const FOLDED_MIN = 3;

/** Plain text as it came; what is quoted from earlier mails steps back, and folds where it is long. */
export function PlainText({ text }: { readonly text: string }) {
  const { t } = useText();
  const blocks = useMemo(() => blocksOf(text), [text]);
  const allQuoted = blocks.every(({ quoted }) => quoted);
  return (
    <div className={styles.plain} tabIndex={0} data-testid="plain-text">
      {blocks.map((block, position) =>
        block.quoted && block.lines.length >= FOLDED_MIN && !allQuoted ? (
          <Folded key={position} lines={block.lines} label={t('mail.quoted')} />
        ) : (
          <Lines key={position} lines={block.lines} quoted={block.quoted} />
        ),
      )}
    </div>
  );
}

function Folded({ lines, label }: { readonly lines: readonly string[]; readonly label: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <UnstyledButton
        className={styles.fold}
        aria-expanded={open}
        aria-label={label}
        title={label}
        onClick={() => setOpen(!open)}
      >
        •••
      </UnstyledButton>
      {open && <Lines lines={lines} quoted />}
    </>
  );
}

function Lines({ lines, quoted }: { readonly lines: readonly string[]; readonly quoted: boolean }) {
  const words = useSession(selectSearched);
  return lines.map((line, position) => (
    <p key={position} data-quoted={quoted}>
      {line === '' ? ' ' : <Highlighted text={line} words={words} part="body" />}
    </p>
  ));
}

interface Block {
  readonly quoted: boolean;
  readonly lines: string[];
}

function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  for (const line of text.split(/\r?\n/, LINES_MAX)) {
    const quoted = quoteDepth(line) > 0;
    const last = blocks.at(-1);
    if (last?.quoted === quoted) last.lines.push(line);
    else blocks.push({ quoted, lines: [line] });
  }
  return blocks;
}
