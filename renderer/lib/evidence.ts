import type { TFunction } from 'i18next';
import { assertNever } from '../../contract/assert-never.ts';
import type { Evidence } from '../../contract/evidence.ts';
import { formatNumber } from './format.ts';

/** One fact as a sentence; `folder` is the name of the proposed folder. */
export function evidenceSentence(fact: Evidence, folder: string, t: TFunction, language: string): string {
  const counted = (filed: number, total: number) => ({
    count: total,
    filed: formatNumber(filed, language),
    total: formatNumber(total, language),
    folder,
  });
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
      return t('evidence.words', {
        words: new Intl.ListFormat(language, { type: 'conjunction' }).format(fact.words.slice(0, 5)),
        folder,
      });
    case 'rule':
      return t('evidence.rule', { rule: fact.rule });
    default:
      return assertNever(fact);
  }
}
