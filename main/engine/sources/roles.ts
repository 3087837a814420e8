import type { MailboxRole } from '../../../contract/mail.ts';

const names: Readonly<Partial<Record<MailboxRole, readonly string[]>>> = {
  sent: [
    'sent',
    'sent items',
    'sent mail',
    'sent messages',
    'envoyés',
    'éléments envoyés',
    'messages envoyés',
  ],
  drafts: ['drafts', 'draft', 'brouillons', 'brouillon'],
  trash: [
    'trash',
    'deleted',
    'deleted items',
    'deleted messages',
    'bin',
    'corbeille',
    'éléments supprimés',
    'messages supprimés',
  ],
  junk: [
    'junk',
    'junk e-mail',
    'junk email',
    'junk mail',
    'spam',
    'indésirables',
    'courrier indésirable',
    'pourriel',
  ],
  archive: ['archive', 'archives', 'all archives'],
};

const roleByName = new Map(
  Object.entries(names).flatMap(([role, list]) =>
    list.map((name) => [fold(name), role as MailboxRole] as const),
  ),
);

/** Special use as the server tells it (RFC 6154 §2). */
const roleByUse: Readonly<Record<string, MailboxRole>> = {
  '\\Inbox': 'inbox',
  '\\Sent': 'sent',
  '\\Drafts': 'drafts',
  '\\Trash': 'trash',
  '\\Junk': 'junk',
  '\\Archive': 'archive',
  '\\All': 'all',
  '\\Flagged': 'flagged',
  // RFC 8457: another view of mails that are elsewhere.
  '\\Important': 'flagged',
};

/** What is known of a mailbox before its role is settled. */
export interface Listed {
  readonly path: string;
  readonly delimiter: string;
  /** As the server tells it; null where it says nothing. */
  readonly specialUse: string | null;
}

/**
 * Gives every mailbox its role: the inbox by its name (RFC 3501 §5.1), the others as the server says; a role that the
 * server gave to none goes to the first mailbox near the root that bears its usual English or French name.
 */
export function assignRoles<T extends Listed>(mailboxes: readonly T[]): (T & { role: MailboxRole })[] {
  const told = mailboxes.map((mailbox) => ({ ...mailbox, role: toldRole(mailbox) }));
  const taken = new Set(told.map(({ role }) => role));
  const guesses = told
    .filter(({ role }) => role === 'folder')
    .map((mailbox) => ({ mailbox, guess: guessRole(mailbox) }))
    .sort((a, b) => depth(a.mailbox) - depth(b.mailbox));
  for (const { mailbox, guess } of guesses) {
    if (guess === null || taken.has(guess)) continue;
    taken.add(guess);
    mailbox.role = guess;
  }
  return told;
}

function toldRole({ path, specialUse }: Listed): MailboxRole {
  if (path.toUpperCase() === 'INBOX') return 'inbox';
  return (specialUse === null ? undefined : roleByUse[specialUse]) ?? 'folder';
}

/** Only near the root: `Projects/Archive` is a folder of the person's own. */
function guessRole(mailbox: Listed): MailboxRole | null {
  const parts = partsOf(mailbox);
  return depth(mailbox) === 1 ? (roleByName.get(fold(parts.at(-1) ?? '')) ?? null) : null;
}

function depth(mailbox: Listed): number {
  const parts = partsOf(mailbox);
  return parts[0]?.toUpperCase() === 'INBOX' ? parts.length - 1 : parts.length;
}

function partsOf({ path, delimiter }: Listed): string[] {
  return delimiter === '' ? [path] : path.split(delimiter).filter(Boolean);
}

function fold(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
