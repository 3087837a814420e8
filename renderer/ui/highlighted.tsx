import { findSearchedWords, type SearchedWord } from '../../contract/searched-words.ts';
import styles from './small-parts.module.css';

interface Props {
  readonly text: string;
  readonly words: readonly SearchedWord[] | undefined;
  /** Which part of a mail this is: words that were asked of another are not marked. */
  readonly part: 'sender' | 'subject' | 'body';
}

/** Text with the words marked that were searched for. */
export function Highlighted({ text, words, part }: Props) {
  const wanted = words?.filter(({ where }) => where === 'anywhere' || where === part) ?? [];
  const found = wanted.length === 0 ? [] : findSearchedWords(text, wanted);
  if (found.length === 0) return text;
  const last = found.at(-1)?.end ?? 0;
  return (
    <>
      {found.map(({ start, end }, index) => (
        <span key={start}>
          {text.slice(found[index - 1]?.end ?? 0, start)}
          <mark className={styles.found}>{text.slice(start, end)}</mark>
        </span>
      ))}
      {text.slice(last)}
    </>
  );
}
