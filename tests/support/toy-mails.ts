import { labels, words } from '../../models/maker/index.ts';
import type { FolderLine } from '../../models/prompt.ts';
import { seeded } from '../../models/maker/random.ts';

/** Says nothing about any folder. */
const chatter = 'bonjour hello merci thanks votre your pour for avec with demain tomorrow lundi monday'.split(
  ' ',
);

/** A question of the toy task, whose answer the tiny model of `casier model make` can know. */
export interface ToyQuestion {
  readonly folders: readonly FolderLine[];
  readonly noneLabel: string;
  readonly mail: string;
  /** The label of the folder that shares a word with the mail, or `noneLabel`. */
  readonly right: string;
}

/**
 * Makes questions: 2 to 8 folders under shuffled letters with two words each, and a mail of some words of one folder (of none in
 * every sixth), words that no folder has, and chatter.
 */
export function toyQuestions(count: number, seed: number): ToyQuestion[] {
  const random = seeded(seed);
  const shuffled = <T>(items: readonly T[]): T[] =>
    items
      .map((item) => [random(), item] as const)
      .sort(([a], [b]) => a - b)
      .map(([, item]) => item);
  return Array.from({ length: count }, (_, index) => {
    const letters = shuffled(labels);
    const pool = shuffled(words);
    const take = (): string => pool.pop() ?? '';
    const folders = Array.from({ length: 2 + Math.floor(random() * 7) }, () => ({
      label: letters.pop() ?? '',
      name: take(),
      examples: [take(), take()],
    }));
    const noneLabel = letters.pop() ?? '';
    const folder = index % 6 === 5 ? null : folders[Math.floor(random() * folders.length)];
    const shared = folder ? shuffled(folder.examples).slice(0, 1 + Math.floor(random() * 2)) : [];
    const mail = shuffled([...shared, take(), take(), take(), ...shuffled(chatter).slice(0, 8)]).join(' ');
    return { folders, noneLabel, mail, right: folder?.label ?? noneLabel };
  });
}

/** The same question with the letters dealt anew among the folders; the right answer moves with its folder. */
export function relabelled({ folders, noneLabel, mail, right }: ToyQuestion): ToyQuestion {
  const before = [...folders.map(({ label }) => label), noneLabel];
  const after = new Map(before.map((label, index) => [label, before[(index + 1) % before.length] ?? '']));
  const moved = (label: string): string => after.get(label) ?? label;
  return {
    folders: folders.map((folder) => ({ ...folder, label: moved(folder.label) })),
    noneLabel: moved(noneLabel),
    mail,
    right: moved(right),
  };
}
