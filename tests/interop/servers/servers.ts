import { Dovecot } from '../../support/dovecot.ts';
import { Courier } from '../../support/servers/courier.ts';
import { Cyrus } from '../../support/servers/cyrus.ts';
import type { MailServer } from '../../support/servers/mail-server.ts';

/** The real servers that everything must work with. */
export const servers: readonly { readonly name: string; readonly start: () => Promise<MailServer> }[] = [
  { name: 'Dovecot', start: () => Dovecot.start() },
  { name: 'Cyrus', start: () => Cyrus.start() },
  { name: 'Courier', start: () => Courier.start() },
];
