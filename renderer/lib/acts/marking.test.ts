import { expect, test } from 'vitest';
import type { MailboxId, MessageId } from '../../../contract/ids.ts';
import { byMailbox, markOf } from './marking.ts';

const read = { seen: true, flagged: false };
const unread = { seen: false, flagged: true };

test('a mark is set while one mail lacks it, and taken away when all carry it', () => {
  expect(markOf('read', [read, unread])).toBe('read');
  expect(markOf('read', [read, read])).toBe('unread');
  expect(markOf('star', [read, unread])).toBe('flag');
  expect(markOf('star', [unread])).toBe('unflag');
});

test('a star is set where rows do not tell of stars', () => {
  expect(markOf('star', [{ seen: true }])).toBe('flag');
});

test('mails are put away whatever marks they carry', () => {
  expect(markOf('archive', [read])).toBe('archive');
  expect(markOf('trash', [unread])).toBe('trash');
});

test('mails of several mailboxes make one part each', () => {
  const row = (id: number, mailboxId: number) => ({ id: id as MessageId, mailboxId: mailboxId as MailboxId });
  const parts = byMailbox([row(1, 7), row(2, 8), row(3, 7)]);
  expect(parts).toEqual([
    { mailboxId: 7, messages: [1, 3] },
    { mailboxId: 8, messages: [2] },
  ]);
});
