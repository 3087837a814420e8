import { assertNever } from '../../../contract/assert-never.ts';
import type { Evidence } from '../../../contract/evidence.ts';

/** One fact as an English sentence; `folder` is where the mail would go. */
export function evidenceInEnglish(fact: Evidence, folder: string): string {
  const mails = (whose: string, { filed, total }: { filed: number; total: number }): string =>
    total === 1
      ? `the last mail ${whose} is in ${folder}`
      : `${filed} of ${total} mails ${whose} are in ${folder}`;
  switch (fact.kind) {
    case 'thread':
      return mails('of this conversation', fact);
    case 'sender':
      return mails(`from ${fact.address}`, fact);
    case 'domain':
      return mails(`from ${fact.domain}`, fact);
    case 'list':
      return mails(`of the list ${fact.listId}`, fact);
    case 'subject':
      return mails(`with the subject "${fact.subject}"`, fact);
    case 'recipient':
      return mails(`to ${fact.address}`, fact);
    case 'words':
      return `words often seen in ${folder}: ${fact.words.join(', ')}`;
    case 'rule':
      return `your rule "${fact.rule}" says so`;
    case 'opinion':
      return `the language model thinks so (${Math.round(100 * fact.chance)} %)`;
    default:
      return assertNever(fact);
  }
}
