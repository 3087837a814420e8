import type { ExchangeNote, RuleProblem } from '../../contract/rules.ts';
import type { rulesInEnglish } from './rules-en.ts';

const problems: Record<RuleProblem['code'], (detail: string) => string> = {
  syntax: (detail) => `ce n’est pas du YAML valide : ${detail}`,
  'unknown-key': (detail) => `« ${detail} » n’est pas connu ici`,
  missing: (detail) => `« ${detail} » manque`,
  'wrong-type': (detail) => `cette valeur ne convient pas : ${detail}`,
  'bad-pattern': (detail) => `ce motif n’est pas lisible : ${detail}`,
  'no-rules': () => 'il n’y a pas de liste de règles ici',
};

const notes: Record<ExchangeNote['code'], (detail: string) => string> = {
  unreadable: (detail) => `illisible : ${detail}`,
  'unknown-test': (detail) => `une règle ne peut pas le demander : ${detail}`,
  'unknown-action': (detail) => `une règle ne peut pas le faire : ${detail}`,
  'refused-action': (detail) => `une règle ne le fait jamais : ${detail}`,
  approximate: (detail) => `pas tout à fait pareil : ${detail}`,
  disabled: (detail) => `désactivé ou jamais exécuté : ${detail}`,
  'not-expressible': (detail) => `laissé de côté : ${detail}`,
};

/** What `casier rules` says in French. */
export const rulesInFrench: typeof rulesInEnglish = {
  about: 'vérifie les règles, ou les échange avec d’autres logiciels ; ne change rien de lui-même',
  check: 'dit ce qui ne va pas dans un fichier de règles, avec ligne et colonne (- : entrée standard)',
  import: 'écrit les règles d’un autre logiciel en fichier de règles, et dit ce qui ne passe pas',
  export: 'écrit un fichier de règles en script Sieve, et dit ce qui ne passe pas',
  format: 'ce qu’est le fichier',
  unreadableFile: (file) => `Ce fichier n’est pas lisible : ${file}`,
  sound: (count) => (count === 1 ? 'Une règle, aucun problème.' : `${count} règles, aucun problème.`),
  nothing: 'Aucune règle dans ce fichier.',
  withProblems: 'Le fichier de règles a des problèmes : ces règles sont laissées de côté.',
  problem: ({ code, detail, suggestion }) =>
    `${problems[code](detail)}${suggestion === undefined ? '' : ` (vouliez-vous dire « ${suggestion} » ?)`}`,
  note: ({ rule, line, code, detail }) =>
    [
      ...(line === null ? [] : [`ligne ${line}`]),
      ...(rule === '' ? [] : [`« ${rule} »`]),
      notes[code](detail),
    ].join(' : '),
};
