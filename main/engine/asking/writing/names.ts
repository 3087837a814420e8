import { asWritten, foldName } from '../../deciding/index.ts';
import { assertNever } from '../../../../contract/assert-never.ts';
import { organisationName } from './organisation.ts';
import type { Heap } from './heap.ts';
import { tellingWords } from './words.ts';

const LONGEST_NAME = 40;

/** Knows which names are taken, whatever their accents, case and dashes. */
export class TakenNames {
  readonly #taken: Set<string>;

  constructor(names: Iterable<string>) {
    this.#taken = new Set([...names].map(foldName));
  }

  /** Takes a name; whether it was free. */
  take(name: string): boolean {
    const folded = foldName(name);
    if (folded === '' || this.#taken.has(folded)) return false;
    this.#taken.add(folded);
    return true;
  }

  /** Gives a name back. */
  leave(name: string): void {
    this.#taken.delete(foldName(name));
  }
}

/** A name for a heap's folder from what its mails share; one that is taken gets a number. Takes the name that it gives. */
export function draftName(heap: Heap, taken: TakenNames): string {
  const organisation = organisationName(heap.mails[0]?.mail.from.address.split('@')[1] ?? '');
  const draft = cleanName(byBond(heap)) || cleanName(organisation) || 'Mail';
  if (taken.take(draft)) return draft;
  const longer = cleanName(`${draft} ${organisation}`);
  if (foldName(organisation) !== foldName(draft) && taken.take(longer)) return longer;
  for (let number = 2; ; number += 1) {
    const numbered = `${draft} ${number}`;
    if (taken.take(numbered)) return numbered;
  }
}

/** A folder's name without what servers give a meaning to, or what cannot be seen; at most 40 characters. */
export function cleanName(text: string): string {
  const plain = text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{C}\s/\\.*%&#~"<>|?:@]+/gu, ' ')
    .trim();
  return plain.length <= LONGEST_NAME ? plain : plain.slice(0, LONGEST_NAME + 1).replace(/\s?\S*$/u, '');
}

function byBond(heap: Heap): string {
  switch (heap.bond) {
    case 'list':
      return heap.label;
    case 'sender':
      return heap.label.includes('@') ? '' : heap.label;
    case 'organisation':
      return commonSender(heap) ?? organisationName(heap.label);
    case 'words':
      return capital(spelled(heap).join(' '));
    default:
      return assertNever(heap.bond);
  }
}

/** The name that all senders go by. */
function commonSender({ mails }: Heap): string | null {
  const names = new Set(mails.map(({ mail }) => mail.from.name));
  const [only] = names;
  return names.size === 1 && only !== undefined && only !== '' ? only : null;
}

/** The two words that tell most, with their accents. */
function spelled(heap: Heap): string[] {
  const subjects = heap.mails.map(({ mail }) => mail.subjectNormal).join(' ');
  return asWritten(tellingWords(heap).slice(0, 2), subjects);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
