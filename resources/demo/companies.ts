import { createRandom, hashText } from './random.ts';
import type { Stream } from './types.ts';

const names = {
  fr: [
    [
      'Comptoir',
      'Maison',
      'Atelier',
      'Halle',
      'Fabrique',
      'Relais',
      'Bureau',
      'Cercle',
      'Office',
      'Pavillon',
    ],
    [
      'des Brumes',
      'du Levant',
      'Azurine',
      'des Trois Ponts',
      'Bellegarde',
      'des Cimes',
      'du Verger',
      'Opaline',
      'des Marées',
      'Sainte-Lune',
      'du Sillon',
      'Ardoise',
    ],
  ],
  en: [
    ['North', 'Amber', 'Quiet', 'Copper', 'Hollow', 'Bright', 'Paper', 'Stone', 'Willow', 'Salt'],
    [
      'Harbour',
      'Works',
      'Ledger',
      'Supply',
      'Studio',
      'Meadow',
      'Bridge',
      'Orchard',
      'Signal',
      'Mill',
      'Foundry',
      'Field',
    ],
  ],
} as const;

/** The same texts from another invented company; circles of people stay as they are. */
export function cloneStream(stream: Stream, label: string): Stream {
  if (stream.from === undefined || stream.people !== undefined || stream.voice === 'person') return stream;
  const random = createRandom(hashText(`${label} ${stream.from}`));
  const [first, second] = names[stream.lang];
  const name = `${random.pick(first)} ${random.pick(second)}`;
  const local = /<([^@]+)@/.exec(stream.from)?.[1] ?? 'contact';
  const slug = name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z]+/g, '-');
  return {
    ...stream,
    from: `${name} <${local}@${slug}-${random.int(10, 99)}.example>`,
    weight: (stream.weight ?? 1) * 0.5,
  };
}
