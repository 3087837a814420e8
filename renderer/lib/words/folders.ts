import type { AccountId, MailboxId } from '../../../contract/ids.ts';
import type { Mailbox } from '../../../contract/mailboxes.ts';

/** Upper and lower case and accents do not matter when a folder is looked for. */
function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The mailbox of that id, if it is known. */
export function findMailbox(mailboxes: readonly Mailbox[], id: MailboxId): Mailbox | undefined {
  return mailboxes.find((mailbox) => mailbox.id === id);
}

/**
 * Folders mail can be filed in, as typed text narrows them: beginnings first, then words, then anywhere in the path; among equals
 * those that mail was put in lately.
 */
export function matchFolders(
  mailboxes: readonly Mailbox[],
  account: AccountId,
  query: string,
  without: MailboxId | null,
  recent: readonly MailboxId[] = [],
): Mailbox[] {
  const wanted = fold(query.trim());
  const rank = (mailbox: Mailbox): number => {
    const name = fold(mailbox.name);
    if (wanted === '' || name.startsWith(wanted)) return 0;
    if (name.includes(` ${wanted}`)) return 1;
    return fold(mailbox.path).includes(wanted) ? 2 : 3;
  };
  const lately = ({ id }: Mailbox): number => (recent.includes(id) ? recent.indexOf(id) : recent.length);
  return mailboxes
    .filter((mailbox) => mailbox.accountId === account && mailbox.id !== without)
    .filter((mailbox) => mailbox.role !== 'drafts' && mailbox.role !== 'sent' && mailbox.role !== 'flagged')
    .map((mailbox) => ({ mailbox, rank: rank(mailbox) }))
    .filter((found) => found.rank < 3)
    .sort(
      (a, b) =>
        a.rank - b.rank ||
        lately(a.mailbox) - lately(b.mailbox) ||
        a.mailbox.path.localeCompare(b.mailbox.path),
    )
    .map((found) => found.mailbox);
}

/** Whether typed text names a folder that does not exist yet. */
export function isNewFolder(mailboxes: readonly Mailbox[], account: AccountId, query: string): boolean {
  const wanted = query.trim();
  if (wanted === '') return false;
  return !mailboxes.some(
    (mailbox) => mailbox.accountId === account && mailbox.path.toLowerCase() === wanted.toLowerCase(),
  );
}

/** A path of `Mailbox.path` as it is shown everywhere: its parts apart, so that it can be read and may wrap. */
export function shownPath(path: string): string {
  return path.split('/').join(' / ');
}

/** The parents of a folder, for a quiet second line; empty at the top. */
export function parentPath(mailbox: Mailbox): string {
  return shownPath(mailbox.path.split('/').slice(0, -1).join('/'));
}

const SPECIAL_ORDER = [
  'inbox',
  'folder',
  'archive',
  'flagged',
  'sent',
  'drafts',
  'junk',
  'trash',
  'all',
] as const;

/** Some servers keep all folders inside the inbox: that first part says nothing. */
function bare(path: string): string {
  return path.replace(/^INBOX\//i, '');
}

/** An account's mailboxes in the order they are shown: inbox, the person's own by path, then the special ones. */
export function orderMailboxes(mailboxes: readonly Mailbox[], account: AccountId): Mailbox[] {
  return mailboxes
    .filter((mailbox) => mailbox.accountId === account)
    .sort(
      (a, b) =>
        SPECIAL_ORDER.indexOf(a.role) - SPECIAL_ORDER.indexOf(b.role) ||
        bare(a.path).localeCompare(bare(b.path)),
    );
}

export interface TreeEntry {
  readonly mailbox: Mailbox;
  /** How many of its parents are mailboxes themselves. */
  readonly depth: number;
  /** Its name under the nearest parent that is a mailbox; longer when parents between them are not. */
  readonly label: string;
}

/** An account's mailboxes as a tree, flat, in the order they are shown. */
export function folderTree(mailboxes: readonly Mailbox[], account: AccountId): TreeEntry[] {
  const ordered = orderMailboxes(mailboxes, account);
  const paths = new Set(ordered.filter(({ role }) => role !== 'inbox').map(({ path }) => path));
  return ordered.map((mailbox) => {
    const parts = bare(mailbox.path).split('/');
    const prefix = mailbox.path.slice(0, -bare(mailbox.path).length);
    let depth = 0;
    let nearest = 0;
    for (let length = 1; length < parts.length; length += 1) {
      if (!paths.has(prefix + parts.slice(0, length).join('/'))) continue;
      depth += 1;
      nearest = length;
    }
    return { mailbox, depth, label: shownPath(parts.slice(nearest).join('/')) };
  });
}
