import type { AccountId, MailboxId } from '../../../contract/ids.ts';
import type { MailboxRole } from '../../../contract/mail.ts';
import { foldText } from '../../../contract/searched-words.ts';
import type { NamedMailbox } from '../db/repositories/mail/searching.ts';

/** What special mailboxes are called in both languages, folded, whatever the server calls them. */
const roleNames: Readonly<Partial<Record<MailboxRole, readonly string[]>>> = {
  inbox: ['inbox', 'boite de reception', 'reception', 'boite'],
  sent: ['sent', 'envoyes', 'messages envoyes'],
  drafts: ['drafts', 'brouillons'],
  trash: ['trash', 'bin', 'corbeille'],
  junk: ['junk', 'spam', 'indesirables', 'courrier indesirable'],
  archive: ['archive', 'archives'],
  all: ['all', 'all mail', 'tous les messages'],
};

/** The path of a mailbox with `/` between its parts, whatever the server puts there. */
export function pathOf({ path, delimiter }: Pick<NamedMailbox, 'path' | 'delimiter'>): string {
  return delimiter === '' ? path : path.split(delimiter).join('/');
}

/**
 * The mailboxes that a person means by a name: those called so with all that is in them, a special one by its role, an account by
 * its name; else those with a part of the path that begins so. Accents and capitals do not matter.
 */
export function findFolders(mailboxes: readonly NamedMailbox[], name: string): MailboxId[] {
  const wanted = foldText(name.trim()).replace(/\/+$/, '');
  if (wanted === '') return [];
  const choose = (test: (mailbox: NamedMailbox, path: string) => boolean): MailboxId[] =>
    mailboxes.filter((mailbox) => test(mailbox, foldText(pathOf(mailbox)))).map(({ id }) => id);
  const ways = [
    (mailbox: NamedMailbox) => roleNames[mailbox.role]?.includes(wanted) ?? false,
    (_: NamedMailbox, path: string) => path === wanted || path.startsWith(`${wanted}/`),
    (_: NamedMailbox, path: string) => `/${path}/`.includes(`/${wanted}/`),
    (mailbox: NamedMailbox) => foldText(mailbox.account) === wanted || mailbox.address === wanted,
    (_: NamedMailbox, path: string) => `/${path}`.includes(`/${wanted}`),
    (_: NamedMailbox, path: string) => path.includes(wanted),
  ];
  for (const way of ways) {
    const found = choose(way);
    if (found.length > 0) return found;
  }
  return [];
}

/** The accounts that a person means: by name or address, or what one of them begins with. */
export function findAccounts(mailboxes: readonly NamedMailbox[], name: string): AccountId[] {
  const wanted = foldText(name.trim());
  const namesOf = (mailbox: NamedMailbox) => [
    foldText(mailbox.account),
    mailbox.address,
    mailbox.address.split('@')[1] ?? '',
  ];
  const exact = mailboxes.filter((mailbox) => namesOf(mailbox).includes(wanted));
  const found =
    exact.length > 0
      ? exact
      : mailboxes.filter((mailbox) => namesOf(mailbox).some((one) => one.startsWith(wanted)));
  return [...new Set(found.map(({ accountId }) => accountId))];
}
