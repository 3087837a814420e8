import { keysOf } from '../lib/keys/chords.ts';
import { useNameKey } from '../lib/keys/key-names.ts';
import { KeyHint } from './key-hint.tsx';
import styles from './small-parts.module.css';

/** The keys of a command, side by side. For the eye only: what names them says them. */
export function Chord({ chord }: { readonly chord: string }) {
  const nameKey = useNameKey();
  return (
    <span className={styles.chord}>
      {keysOf(chord, nameKey).map((key, at) => (
        <KeyHint key={at}>{key}</KeyHint>
      ))}
    </span>
  );
}
