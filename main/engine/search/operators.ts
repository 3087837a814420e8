import { searchOperator, type SearchOperator } from '../../../contract/search.ts';
import { foldText } from '../../../contract/searched-words.ts';

/** Every operator, in the order in which they are suggested. */
export const operators = searchOperator.options;
export type Operator = SearchOperator;

export type Language = 'en' | 'fr';

/** The first name of each language is the one that is suggested. Both languages are understood whatever the window speaks. */
const names: Readonly<Record<Operator, Readonly<Record<Language, readonly string[]>>>> = {
  from: { en: ['from', 'sender'], fr: ['de', 'expéditeur'] },
  to: { en: ['to'], fr: ['à', 'destinataire'] },
  cc: { en: ['cc'], fr: ['cc', 'copie'] },
  subject: { en: ['subject'], fr: ['objet', 'sujet'] },
  body: { en: ['body', 'text'], fr: ['texte', 'corps'] },
  in: { en: ['in', 'folder'], fr: ['dans', 'dossier'] },
  account: { en: ['account'], fr: ['compte'] },
  has: { en: ['has', 'with'], fr: ['avec'] },
  filename: { en: ['filename', 'file'], fr: ['fichier'] },
  is: { en: ['is'], fr: ['est'] },
  before: { en: ['before'], fr: ['avant'] },
  after: { en: ['after', 'since'], fr: ['après', 'depuis'] },
  on: { en: ['on'], fr: ['le', 'date'] },
  older: { en: ['older'], fr: ['plus-ancien', 'ancien'] },
  newer: { en: ['newer'], fr: ['plus-récent', 'récent'] },
  larger: { en: ['larger', 'bigger'], fr: ['plus-gros', 'plus-grand'] },
  smaller: { en: ['smaller'], fr: ['plus-petit'] },
  list: { en: ['list'], fr: ['liste'] },
};

export const states = ['unread', 'read', 'starred', 'vip', 'proposed', 'filed'] as const;
export type State = (typeof states)[number];

const stateNames: Readonly<Record<State, Readonly<Record<Language, readonly string[]>>>> = {
  unread: { en: ['unread'], fr: ['non-lu', 'nonlu', 'non-lus'] },
  read: { en: ['read', 'seen'], fr: ['lu', 'lus'] },
  starred: { en: ['starred', 'flagged'], fr: ['étoilé', 'étoile', 'suivi'] },
  vip: { en: ['vip'], fr: ['vip'] },
  proposed: { en: ['proposed'], fr: ['proposé'] },
  filed: { en: ['filed'], fr: ['classé', 'rangé'] },
};

const attachmentNames: Readonly<Record<Language, readonly string[]>> = {
  en: ['attachment', 'attachments'],
  fr: ['pièce-jointe', 'pièces-jointes', 'pj'],
};

const byName = new Map(
  operators.flatMap((operator) =>
    [...names[operator].en, ...names[operator].fr].map((name) => [foldText(name), operator] as const),
  ),
);

const stateByName = new Map(
  states.flatMap((state) =>
    [...stateNames[state].en, ...stateNames[state].fr].map((name) => [foldText(name), state] as const),
  ),
);

/** The operator called so in either language, accents and capitals aside; null when there is none. */
export function operatorCalled(name: string, value: string): Operator | null {
  const operator = byName.get(foldText(name)) ?? null;
  // "a:" is "à:", to whom it went; but "a:pièce-jointe" is what a French speaker says for "has".
  return operator === 'to' && foldText(name) === 'a' && isAttachment(value) ? 'has' : operator;
}

/** The state called so in either language; null when there is none. */
export function stateCalled(name: string): State | null {
  return stateByName.get(foldText(name)) ?? null;
}

/** Whether this is what attachments are called in either language. */
export function isAttachment(name: string): boolean {
  return [...attachmentNames.en, ...attachmentNames.fr].some((one) => foldText(one) === foldText(name));
}

/** What an operator is called in a language. */
export function nameOfOperator(operator: Operator, language: Language): string {
  return names[operator][language][0] ?? operator;
}

/** What a state is called in a language. */
export function nameOfState(state: State, language: Language): string {
  return stateNames[state][language][0] ?? state;
}

/** What attachments are called in a language. */
export function nameOfAttachment(language: Language): string {
  return attachmentNames[language][0] ?? 'attachment';
}
