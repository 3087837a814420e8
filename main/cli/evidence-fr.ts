import { assertNever } from '../../contract/assert-never.ts';
import type { Evidence } from '../../contract/evidence.ts';

/** One fact as a French sentence; `folder` is where the mail would go. */
export function evidenceInFrench(fact: Evidence, folder: string): string {
  const mails = (whose: string, { filed, total }: { filed: number; total: number }): string =>
    total === 1
      ? `le dernier courriel ${whose} est dans ${folder}`
      : `${filed} des ${total} courriels ${whose} sont dans ${folder}`;
  switch (fact.kind) {
    case 'thread':
      return mails('de cette conversation', fact);
    case 'sender':
      return mails(`de ${fact.address}`, fact);
    case 'domain':
      return mails(`de ${fact.domain}`, fact);
    case 'list':
      return mails(`de la liste ${fact.listId}`, fact);
    case 'subject':
      return mails(`d’objet « ${fact.subject} »`, fact);
    case 'recipient':
      return mails(`adressés à ${fact.address}`, fact).replace('courriel adressés', 'courriel adressé');
    case 'words':
      return `mots fréquents dans ${folder} : ${fact.words.join(', ')}`;
    case 'rule':
      return `votre règle « ${fact.rule} » le demande`;
    case 'opinion':
      return `c’est l’avis du modèle de langue (${Math.round(100 * fact.chance)} %)`;
    default:
      return assertNever(fact);
  }
}
