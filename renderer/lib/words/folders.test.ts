import { expect, test } from 'vitest';
import type { AccountId, MailboxId } from '../../../contract/ids.ts';
import type { MailboxRole } from '../../../contract/mail.ts';
import type { Mailbox } from '../../../contract/mailboxes.ts';
import { folderTree, isNewFolder, matchFolders, shownPath } from './folders.ts';

const account = 1 as AccountId;

function mailboxes(...paths: [string, MailboxRole?][]): Mailbox[] {
  return paths.map(([path, role = 'folder'], index) => ({
    id: (index + 1) as MailboxId,
    accountId: account,
    path,
    name: path.split('/').at(-1) ?? path,
    role,
    total: 0,
    unread: 0,
  }));
}
const names = (found: Mailbox[]) => found.map(({ path }) => path);

const all = mailboxes(
  ['INBOX', 'inbox'],
  ['Énergie'],
  ['Travail/Projets'],
  ['Mes projets'],
  ['Projets'],
  ['Drafts', 'drafts'],
  ['Sent', 'sent'],
);

test('typing finds folders without accents or capitals, beginnings first', () => {
  expect(names(matchFolders(all, account, 'pro', null))).toEqual([
    'Projets',
    'Travail/Projets',
    'Mes projets',
  ]);
  expect(names(matchFolders(all, account, 'energie', null))).toEqual(['Énergie']);
  expect(names(matchFolders(all, account, 'travail/', null))).toEqual(['Travail/Projets']);
});

test('drafts and sent mail are no places to file in, nor is where the mail already is', () => {
  expect(names(matchFolders(all, account, '', 5 as MailboxId))).toEqual([
    'Énergie',
    'INBOX',
    'Mes projets',
    'Travail/Projets',
  ]);
});

test('a new folder is offered only for a path that does not exist', () => {
  expect(isNewFolder(all, account, 'projets')).toBe(false);
  expect(isNewFolder(all, account, ' ')).toBe(false);
  expect(isNewFolder(all, account, 'Projets/2027')).toBe(true);
});

test('folders nest under parents that exist, and carry the names of those that do not', () => {
  const tree = folderTree(
    mailboxes(
      ['INBOX', 'inbox'],
      ['INBOX/Clients'],
      ['Famille'],
      ['Famille/Photos'],
      ['Achats/Reçus/2026'],
      ['Trash', 'trash'],
    ),
    account,
  );
  expect(tree.map(({ label, depth }) => [label, depth])).toEqual([
    ['INBOX', 0],
    ['Achats / Reçus / 2026', 0],
    ['Clients', 0],
    ['Famille', 0],
    ['Photos', 1],
    ['Trash', 0],
  ]);
});

test('a path is shown with its parts apart', () => {
  expect(shownPath('Travail/RH/Paie')).toBe('Travail / RH / Paie');
  expect(shownPath('INBOX')).toBe('INBOX');
});
