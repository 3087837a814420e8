import { ARABIC_SUBJECT } from '../gallery/samples.ts';
import type { StoryGroup } from '../gallery/story.ts';
import { Highlighted } from './highlighted.tsx';

const find = (text: string, ...words: string[]) => ({
  draw: () => (
    <p>
      <Highlighted
        text={text}
        words={words.map((word) => ({ text: word, where: 'anywhere', prefix: true }))}
        part="subject"
      />
    </p>
  ),
});

export const group: StoryGroup = {
  title: 'Found words',
  stories: {
    none: find('Votre facture FR-4471 est disponible', 'rendez-vous'),
    one: find('Votre facture FR-4471 est disponible', 'facture'),
    'several, without their accents': find(
      'Échéance et prélèvement de votre échéancier',
      'echeanc',
      'prelev',
    ),
    'from right to left': find(ARABIC_SUBJECT, 'نوفمبر'),
  },
};
