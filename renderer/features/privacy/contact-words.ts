import type { TFunction } from 'i18next';
import type { CallOutput } from '../../../contract/index.ts';
import type { EgressRow } from '../../../contract/privacy.ts';
import { formatBytes, formatNumber } from '../../lib/words/format.ts';

/** More names make no sentence. */
const NAMED = 3;

/** What a host was contacted for. */
export function purposeWords({ purpose, ofAccount }: EgressRow, t: TFunction): string {
  return t(`privacy.purpose.${purpose === 'imap' && !ofAccount ? 'formerImap' : purpose}`);
}

/** The last seven days in one sentence: whether anybody but the mail servers was contacted, and who. */
export function weekSentence(
  { mailServers, others }: CallOutput<'privacy.egress'>['week'],
  t: TFunction,
  language: string,
): string {
  const hosts = [...new Set(others.map(({ host }) => host))];
  if (hosts.length === 0)
    return mailServers === 0 ? t('privacy.week.nothing') : t('privacy.week.mail', { count: mailServers });
  const left = hosts.length - NAMED;
  const named =
    left > 1
      ? [
          ...hosts.slice(0, NAMED),
          t('privacy.week.more', { count: left, number: formatNumber(left, language) }),
        ]
      : hosts;
  const words = { hosts: new Intl.ListFormat(language).format(named) };
  return mailServers === 0
    ? t('privacy.week.others', words)
    : t('privacy.week.mailAndOthers', { ...words, count: mailServers });
}

/** How much came and went, as far as that is known: "1.2 MB received, 30 kB sent"; empty where nothing is. */
export function amountWords(
  { sent, received }: Pick<EgressRow, 'sent' | 'received'>,
  t: TFunction,
  language: string,
): string {
  const parts = [
    ...(received === null ? [] : [t('privacy.received', { amount: formatBytes(received, language) })]),
    ...(sent === null ? [] : [t('privacy.sent', { amount: formatBytes(sent, language) })]),
  ];
  return parts.join(', ');
}

/** The list as CSV (RFC 4180), its first line the names of the columns; times in ISO 8601. */
export function contactsCsv(rows: readonly EgressRow[], t: TFunction): string {
  const head = ['who', 'what', 'since', 'last', 'often', 'sentBytes', 'receivedBytes'] as const;
  const lines = [
    head.map((name) => t(`privacy.${name}`)),
    ...rows.map((row) => [
      row.host,
      purposeWords(row, t),
      new Date(row.firstAt).toISOString(),
      new Date(row.lastAt).toISOString(),
      String(row.connections),
      String(row.sent ?? ''),
      String(row.received ?? ''),
    ]),
  ];
  return lines.map((fields) => `${fields.map(quoted).join(',')}\r\n`).join('');
}

function quoted(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
