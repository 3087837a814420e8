import { describe, expect, test } from 'vitest';
import type { AccountId, BatchId, MailboxId, MessageId, ProposalId } from '../contract/ids.ts';
import type { Announcement } from '../contract/notices.ts';
import { noticeWords } from './notice-words.ts';
import { textsIn } from './texts.ts';

const [en, fr] = [textsIn('en'), textsIn('fr')];
const mail = (more: Partial<Extract<Announcement, { kind: 'mail' }>> = {}): Announcement => ({
  kind: 'mail',
  id: 1,
  messageId: 3 as MessageId,
  accountId: 1 as AccountId,
  sender: { name: 'Ann', address: 'ann@x.org' },
  subject: 'Invoice 12',
  proposal: null,
  filed: null,
  ...more,
});
const plain = ({ title, body }: { title: string; body: string }) =>
  [title, body].map((text) => text.replace(/[\u00a0\u202f]/g, ' '));

describe('a notification', () => {
  test('of a mail says who, what and where it belongs or went', () => {
    const proposal = { id: 1 as ProposalId, target: 2 as MailboxId, folder: 'Bills' };
    expect(plain(noticeWords(en, mail(), false))).toEqual(['Ann', 'Invoice 12']);
    expect(plain(noticeWords(en, mail({ proposal }), false))).toEqual([
      'Ann',
      'Invoice 12\nSeems to belong in Bills',
    ]);
    const filed = { batch: 1 as BatchId, folder: 'Bills' };
    expect(plain(noticeWords(fr, mail({ proposal, filed, subject: ' ' }), false))).toEqual([
      'Ann',
      '(sans objet)\nClassé dans Bills',
    ]);
    expect(noticeWords(en, mail({ sender: { name: '', address: 'ann@x.org' } }), false).title).toBe(
      'ann@x.org',
    );
    expect(noticeWords(en, mail({ subject: 'x'.repeat(500) }), false).body).toHaveLength(120);
  });

  test('of several says how many and from whom, a few of them', () => {
    const sum: Announcement = { kind: 'sum', id: 1, mails: 7, senders: ['Ann', 'Bo', 'Cy', 'Di'] };
    expect(plain(noticeWords(en, sum, false))).toEqual(['7 new mails', 'From Ann, Bo, Cy, …']);
    const digest: Announcement = { kind: 'digest', id: 1, mails: 1234, proposals: 9, folders: 3, filed: 1 };
    expect(plain(noticeWords(en, digest, false))).toEqual([
      '1,234 new mails',
      '9 proposals for 3 folders, 1 mail filed by itself',
    ]);
    expect(plain(noticeWords(fr, { ...digest, mails: 1, proposals: 0, filed: 2 }, true))).toEqual([
      '1 nouveau message',
      'Rien n’est proposé pour eux, 2 messages classés tout seuls',
    ]);
  });

  test('that is discreet names nobody and nothing', () => {
    const all: Announcement[] = [
      mail({ proposal: { id: 1 as ProposalId, target: 2 as MailboxId, folder: 'Bills' } }),
      { kind: 'sum', id: 1, mails: 7, senders: ['Ann'] },
      { kind: 'digest', id: 1, mails: 7, proposals: 2, folders: 1, filed: 0 },
      { kind: 'demoted', id: 1, folder: 'Bills', right: 90, answers: 100 },
    ];
    for (const texts of [en, fr]) {
      for (const one of all) {
        const said = plain(noticeWords(texts, one, true)).join(' ');
        expect(said).not.toMatch(/Ann|Invoice|Bills|x\.org/);
        expect(said.trim()).not.toBe('');
      }
    }
  });
});
