import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { generateMailbox } from '../../../resources/demo/generate.ts';
import { writeMaildir } from '../../../resources/demo/maildir.ts';
import { Dovecot } from '../../support/dovecot.ts';
import type { Whereabouts } from './whereabouts.ts';

/** A Dovecot with one person's mailbox: folders with filed mail, and an inbox to sort. */
export interface MailServer {
  readonly dovecot: Dovecot;
  readonly user: string;
  /** Which mailbox each mail is in by Message-ID, as doveadm tells it. Throws when a mail is there twice. */
  whereabouts(): Promise<Whereabouts>;
  /** How many files the inbox holds this instant: fast enough to catch a move in the middle. */
  mailsInInbox(): number;
}

/** Starts the server with about `mails` generated mails. */
export async function startMailServer(mails: number): Promise<MailServer> {
  const dovecot = await Dovecot.start();
  const user = 'camille';
  const maildir = dovecot.maildir(user);
  await writeMaildir(maildir, generateMailbox({ shape: 'bulk', count: mails }));
  const { uid, gid } = dovecot.owner;
  execFileSync('chown', ['-R', `${uid}:${gid}`, maildir]);
  return {
    dovecot,
    user,
    async whereabouts() {
      const fields = 'mailbox hdr.message-id';
      const out = await dovecot.doveadm.run(['-f', 'json', 'fetch', '-u', user, fields, 'all']);
      const found = new Map<string, string>();
      for (const row of JSON.parse(out) as { mailbox: string; 'hdr.message-id': string }[]) {
        const other = found.get(row['hdr.message-id']);
        if (other !== undefined) {
          throw new Error(`${row['hdr.message-id']} is in "${other}" and in "${row.mailbox}"`);
        }
        found.set(row['hdr.message-id'], row.mailbox);
      }
      return found;
    },
    mailsInInbox: () =>
      // `new` first: a mail that goes from there to `cur` meanwhile is counted twice rather than missed.
      ['new', 'cur'].reduce((sum, part) => sum + readdirSync(join(maildir, 'INBOX', part)).length, 0),
  };
}
