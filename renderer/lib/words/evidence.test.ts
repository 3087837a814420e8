import { expect, test } from 'vitest';
import type { Evidence } from '../../../contract/evidence.ts';
import { startTexts } from '../../app/language.ts';
import { evidenceSentence } from './evidence.ts';

const say = async (fact: Evidence, language: 'en' | 'fr') =>
  evidenceSentence(fact, 'Factures', (await startTexts(language)).t, language);

test('evidence is a sentence with real counts, in both languages', async () => {
  const sender: Evidence = { kind: 'sender', address: 'billing@ovh.net', filed: 41, total: 41 };
  expect(await say(sender, 'en')).toBe('41 of 41 mails from billing@ovh.net are in “Factures”');
  expect(await say(sender, 'fr')).toBe(
    '41 des 41 messages de billing@ovh.net sont dans «\u00a0Factures\u00a0»',
  );
  const once: Evidence = { kind: 'thread', filed: 1, total: 1 };
  expect(await say(once, 'en')).toBe('The earlier mail of this conversation is in “Factures”');
});

test('words are listed as the language does', async () => {
  const words: Evidence = { kind: 'words', words: ['facture', 'échéance', 'prélèvement'] };
  expect(await say(words, 'fr')).toMatch(/facture, échéance et prélèvement$/);
});

test('what a mail says is shown as it is, not taken for markup or for a placeholder', async () => {
  const subject: Evidence = {
    kind: 'subject',
    subject: '<b>{{folder}} & $t(app.name)</b>',
    filed: 2,
    total: 3,
  };
  expect(await say(subject, 'en')).toContain('<b>{{folder}} & $t(app.name)</b>');
});

test('a million reads like any other number in French', async () => {
  const many: Evidence = { kind: 'domain', domain: 'x.fr', filed: 999_999, total: 1_000_000 };
  expect(await say(many, 'fr')).toMatch(/^999\s999 des 1\s000\s000 messages de x\.fr/);
});

test('the opinion of the language model names the folder and its chance', async () => {
  const opinion: Evidence = { kind: 'opinion', chance: 0.624 };
  expect(await say(opinion, 'en')).toBe('The language model would put it in “Factures” (62%)');
  expect(await say(opinion, 'fr')).toMatch(
    /^Le modèle de langage le classerait dans «\sFactures\s» \(62\s%\)$/,
  );
});
