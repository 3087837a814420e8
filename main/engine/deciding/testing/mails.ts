import type { MailFeatures } from '../../../../contract/mail.ts';

/** A plain mail between two people, with what a test wants changed. */
export function makeMail(changes: Partial<MailFeatures>): MailFeatures {
  return {
    messageId: null,
    references: [],
    from: { name: 'Alice Martin', address: 'alice@example.org' },
    replyTo: [],
    to: [{ name: '', address: 'me@example.net' }],
    cc: [],
    subject: '',
    subjectNormal: changes.subject?.replace(/^((re|fwd?|tr|réf?)\s*:\s*)+/i, '') ?? '',
    listId: null,
    date: Date.UTC(2026, 4, 1),
    size: 2000,
    language: null,
    machine: { unsubscribe: false, bulk: false, autoSubmitted: false, mailer: '' },
    attachments: [],
    body: '',
    headers: {},
    ...changes,
  };
}
