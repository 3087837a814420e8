import type { TFunction } from 'i18next';
import { assertNever } from '../../../contract/assert-never.ts';
import type { Evidence } from '../../../contract/evidence.ts';
import { formatChance, formatNumber } from './format.ts';

/** One fact as a sentence; `folder` is the name of the proposed folder. */
export function evidenceSentence(fact: Evidence, folder: string, t: TFunction, language: string): string {
  const counted = (filed: number, total: number) => ({ ...counts(filed, total, language), folder });
  switch (fact.kind) {
    case 'thread':
      return t('evidence.thread', counted(fact.filed, fact.total));
    case 'sender':
      return t('evidence.sender', { ...counted(fact.filed, fact.total), address: fact.address });
    case 'domain':
      return t('evidence.domain', { ...counted(fact.filed, fact.total), domain: fact.domain });
    case 'list':
      return t('evidence.list', { ...counted(fact.filed, fact.total), list: fact.listId });
    case 'subject':
      return t('evidence.subject', { ...counted(fact.filed, fact.total), subject: fact.subject });
    case 'recipient':
      return t('evidence.recipient', { ...counted(fact.filed, fact.total), address: fact.address });
    case 'words':
      return t('evidence.words', { words: listed(fact.words, language), folder });
    case 'rule':
      return t('evidence.rule', { rule: fact.rule });
    case 'opinion':
      return t('evidence.opinion', { chance: formatChance(fact.chance, language), folder });
    default:
      return assertNever(fact);
  }
}

/** The same in short, for a row that already says who wrote and which folder is meant. */
export function evidenceNote(fact: Evidence, t: TFunction, language: string): string {
  switch (fact.kind) {
    case 'thread':
      return t('note.thread', counts(fact.filed, fact.total, language));
    case 'sender':
      return t('note.sender', counts(fact.filed, fact.total, language));
    case 'domain':
      return t('note.domain', { ...counts(fact.filed, fact.total, language), domain: fact.domain });
    case 'list':
      return t('note.list', counts(fact.filed, fact.total, language));
    case 'subject':
      return t('note.subject', counts(fact.filed, fact.total, language));
    case 'recipient':
      return t('note.recipient', { ...counts(fact.filed, fact.total, language), address: fact.address });
    case 'words':
      return t('note.words', { words: listed(fact.words, language) });
    case 'rule':
      return t('evidence.rule', { rule: fact.rule });
    case 'opinion':
      return t('note.opinion', { chance: formatChance(fact.chance, language) });
    default:
      return assertNever(fact);
  }
}

function counts(filed: number, total: number, language: string) {
  return { count: total, filed: formatNumber(filed, language), total: formatNumber(total, language) };
}

function listed(words: readonly string[], language: string): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(words.slice(0, 5));
}
