import { keysOf } from '../lib/keys/chords.ts';
import { KeyHint } from './key-hint.tsx';
import styles from './small-parts.module.css';

/** The keys of a command, side by side. For the eye only: what names them says them. */
export function Chord({ chord }: { readonly chord: string }) {
  return (
    <span className={styles.chord}>
      {keysOf(chord).map((key, at) => (
        <KeyHint key={at}>{key}</KeyHint>
      ))}
    </span>
  );
}
