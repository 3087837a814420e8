import type { MailboxId } from '../../../../contract/ids.ts';
import type { MailFeatures } from '../../../../contract/mail.ts';
import { foldText, wordsOf } from '../text.ts';

/** Words that name a kind of folder, not what is in it. */
const EMPTY_WORDS = new Set(
  (
    'archive archives archived mail mails message messages stored general misc various other others old new stuff folder inbox in of to the and me ' +
    'courrier courriers divers autre autres ancien anciens nouveau dossier boite reception de du des la le les et mes'
  ).split(' '),
);
const SEARCHED_BODY = 3000;

/** How much of a folder's name a mail says: in its subject, at the start of its body, in its addresses. Shares, 0 to 1. */
export type NameShares = readonly [subject: number, body: number, addresses: number];

/** Knows what folders are called, so that "Blue Dog: draft contract" finds *Blue Dog* before much was filed there. */
export class FolderNames {
  #words = new Map<MailboxId, readonly string[]>();
  #known: ReadonlyMap<MailboxId, { readonly path: string }> | null = null;

  /** Takes the folders' names as they are now; cheap when given the same map again. */
  update(folders: ReadonlyMap<MailboxId, { readonly path: string }>): void {
    if (folders === this.#known) return;
    this.#known = folders;
    this.#words = new Map([...folders].map(([mailbox, { path }]) => [mailbox, nameWords(path)]));
  }

  /** Gives the function that looks folders' names up in one mail. */
  reader(mail: MailFeatures): (mailbox: MailboxId) => NameShares {
    const subject = new Set(wordsOf(foldText(mail.subjectNormal)));
    const body = new Set(wordsOf(foldText(mail.body.slice(0, SEARCHED_BODY))));
    const people = [mail.from, ...mail.to, ...mail.cc].slice(0, 40);
    const addresses = new Set(
      wordsOf(foldText(people.map(({ name, address }) => `${name} ${address}`).join(' '))),
    );
    return (mailbox) => {
      const words = this.#words.get(mailbox) ?? [];
      return [share(words, subject), share(words, body), share(words, addresses)];
    };
  }
}

function nameWords(path: string): string[] {
  return wordsOf(foldText(path)).filter((word) => /\p{L}{2}|\d{3}/u.test(word) && !EMPTY_WORDS.has(word));
}

function share(words: readonly string[], said: ReadonlySet<string>): number {
  let found = 0;
  for (const word of words) if (said.has(word)) found += 1;
  return words.length === 0 ? 0 : found / words.length;
}
