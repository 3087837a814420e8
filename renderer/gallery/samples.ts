import type { Account } from '../../contract/accounts.ts';
import type { AppInfo } from '../../contract/app.ts';
import type { AccountId, BatchId, MailboxId, MessageId, ProposalId } from '../../contract/ids.ts';
import type { Mailbox } from '../../contract/mailboxes.ts';
import type { OpenMessage } from '../../contract/messages.ts';
import type { Status } from '../../contract/status.ts';
import type { Group, Proposal } from '../../contract/suggestions.ts';

const HOUR = 3_600_000;

/** A moment so many hours ago. */
export function hoursAgo(hours: number): number {
  return Date.now() - hours * HOUR;
}

export const LONG_FRENCH =
  'Confirmation de l’enregistrement de votre demande de renouvellement d’abonnement au service d’archivage électronique à valeur probante';
/** An unbroken word, as file names and addresses have. */
export const LONG_WORD =
  'releve-de-compte-et-attestation-fiscale-annuelle-2025-2026-version-definitive-signee-v2';
export const HEBREW = { name: 'שירות הלקוחות', address: 'service@example.co.il' };
export const HEBREW_SUBJECT = 'אישור הזמנה מספר 4471 (Casier)';
export const ARABIC_SUBJECT = 'فاتورة شهر نوفمبر — 2026/11';

export const personal = 1 as AccountId;
export const work = 2 as AccountId;

function mailbox(id: number, path: string, more: Partial<Mailbox> = {}): Mailbox {
  const name = path.split('/').at(-1) ?? path;
  return {
    id: id as MailboxId,
    accountId: personal,
    path,
    name,
    role: 'folder',
    total: 210,
    unread: 0,
    ...more,
  };
}

export const folders = {
  inbox: mailbox(1, 'INBOX', { role: 'inbox', total: 1284, unread: 37 }),
  bills: mailbox(2, 'Papiers/Factures', { unread: 4 }),
  travel: mailbox(3, 'Voyages'),
  club: mailbox(4, 'Club de lecture'),
  long: mailbox(
    5,
    'Administration/Correspondance avec la caisse de retraite complémentaire interprofessionnelle',
  ),
  trash: mailbox(6, 'Trash', { role: 'trash' }),
  rtl: mailbox(7, 'קבלות'),
} as const;

/** An account that is up to date, or what `more` says. */
export function anAccount(more: Partial<Account> = {}): Account {
  return {
    id: personal,
    kind: 'imap',
    name: 'Camille Moreau',
    address: 'camille.moreau@example.fr',
    location: 'imap.example.fr:993',
    demo: false,
    status: 'live',
    problem: null,
    progress: null,
    messages: 12_480,
    lastSyncAt: hoursAgo(0.1),
    retryAt: null,
    firstSync: 'done',
    limits: { connections: 3, mailsPerMinute: null, mailsPerRun: null },
    refused: [],
    unreadable: 0,
    ...more,
  };
}

/** One account, nothing under way. */
export function aStatus(more: Partial<Status> = {}): Status {
  return {
    accounts: [anAccount()],
    offline: false,
    waiting: 41,
    deciding: false,
    demoted: 0,
    revision: 1,
    jobs: { queued: 0, failed: 0, mails: 0, of: 0, since: null, byAccount: [] },
    ...more,
  };
}

export const info: AppInfo = {
  version: '0.1.0',
  dataDir: '/home/camille/.local/share/casier',
  rulesFile: '/home/camille/.config/casier/rules.yaml',
  shell: 'chromium',
  platform: 'linux',
  language: 'en',
  tray: true,
  secrets: 'keychain',
  demo: false,
};

/** What every story starts from: one account, its folders, an engine at rest. */
export const sampleWorld = {
  info,
  engine: { state: 'ready' },
  status: aStatus(),
  mailboxes: Object.values(folders),
} as const;

/** Forty-one bills of one sender, surely. */
export function aGroup(more: Partial<Group> = {}): Group {
  const sender = { name: 'OVHcloud', address: 'billing@ovh.example' };
  return {
    key: 'sender:billing@ovh.example',
    accountId: personal,
    target: folders.bills.id,
    cause: { kind: 'sender', label: 'OVHcloud' },
    count: 41,
    minProbability: 0.96,
    meanProbability: 0.978,
    senders: [{ address: sender, count: 41 }],
    senderCount: 1,
    vip: false,
    samples: [
      { messageId: 11 as MessageId, subject: 'Votre facture FR-4471 est disponible', date: hoursAgo(2) },
      { messageId: 12 as MessageId, subject: 'Votre facture FR-4402 est disponible', date: hoursAgo(700) },
    ],
    evidence: [{ kind: 'sender', address: sender.address, filed: 41, total: 41 }],
    stage: 'memory',
    marks: [],
    ...more,
  };
}

/** What would become of `aMail`. */
export function aProposal(more: Partial<Proposal> = {}): Proposal {
  return {
    id: 31 as ProposalId,
    messageId: 11 as MessageId,
    accountId: personal,
    from: folders.inbox.id,
    target: folders.bills.id,
    probability: 0.978,
    stage: 'memory',
    evidence: [
      { kind: 'sender', address: 'billing@ovh.example', filed: 41, total: 41 },
      { kind: 'words', words: ['facture', 'échéance', 'prélèvement'] },
    ],
    alternatives: [
      { mailboxId: folders.travel.id, probability: 0.012 },
      { mailboxId: folders.club.id, probability: 0.004 },
    ],
    marks: [],
    ...more,
  };
}

/** A plain mail that was read. */
export function aMail(more: Partial<OpenMessage> = {}): OpenMessage {
  return {
    id: 11 as MessageId,
    accountId: personal,
    mailboxId: folders.inbox.id,
    from: { name: 'OVHcloud', address: 'billing@ovh.example' },
    subject: 'Votre facture FR-4471 est disponible',
    preview: 'Bonjour, votre facture du mois de novembre est à votre disposition.',
    date: hoursAgo(2),
    seen: true,
    flagged: false,
    hasAttachments: false,
    vip: false,
    urgent: false,
    to: [{ name: 'Camille Moreau', address: 'camille.moreau@example.fr' }],
    cc: [],
    replyTo: [],
    html: null,
    text: 'Bonjour,\n\nvotre facture du mois de novembre est à votre disposition.\n\n> Le 3 novembre, vous écriviez :\n> Merci de me l’envoyer.\n',
    textOnly: false,
    headers: [],
    attachments: [],
    inlineImages: {},
    proposal: null,
    warnings: [],
    imagesAllowed: false,
    threadSize: 1,
    senderVip: false,
    unreadable: null,
    ...more,
  };
}

export const firstBatch = 51 as BatchId;
/** Does nothing: what a story's buttons do. */
export const nothing = (): void => undefined;
