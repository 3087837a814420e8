import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Dovecot } from '../../support/dovecot.ts';

/** A Dovecot with the mail of a person who files by sender: what Casier will propose is known. */
export interface SendersServer {
  readonly dovecot: Dovecot;
  readonly user: string;
  /** How many mails the inbox holds, as doveadm tells it. */
  inInbox(): Promise<number>;
  /** How many mails a folder holds, as doveadm tells it; 0 when it is not there. */
  inFolder(path: string): Promise<number>;
  /** Which mailbox each mail is in, as doveadm tells it. */
  whereabouts(): Promise<Map<string, string>>;
  /** One more mail of a sender comes in, and the server tells who watches. */
  deliver(sender: number): Promise<string>;
}

export interface SendersMailbox {
  readonly senders: number;
  /** Mails of each sender in the folder of that sender, and in the inbox. */
  readonly filed: number;
  readonly waiting: number;
  /** Mails in the inbox of people who never wrote before, each about something else: nobody could place them. */
  readonly strangers?: number;
}

const FOLDERS = ['Factures', 'Famille', 'Lettres', 'Voyages', 'Travail'] as const;
const TOPICS = ['rose', 'tigre', 'lampe', 'canal', 'verre', 'piano', 'gare', 'citron', 'moulin', 'phare'];
const HOUR = 3_600_000;

/** The folder in which the mail of a sender was filed. */
export function folderOf(sender: number): string {
  return FOLDERS[sender % FOLDERS.length] ?? FOLDERS[0];
}

/** Starts the server, its mailbox filled on the disk: quicker than deliveries. */
export async function startSendersServer({
  senders,
  filed,
  waiting,
  strangers = 0,
}: SendersMailbox): Promise<SendersServer> {
  const dovecot = await Dovecot.start();
  const user = 'camille';
  const maildir = dovecot.maildir(user);
  for (const folder of ['INBOX', ...FOLDERS])
    for (const part of ['cur', 'new', 'tmp']) mkdirSync(join(maildir, folder, part), { recursive: true });
  let hours = senders * (filed + waiting);
  const put = (folder: string, sender: number, name: string) => {
    const at = Date.now() - (hours -= 1) * HOUR;
    const file = join(maildir, folder, 'cur', `${Math.floor(at / 1000)}.${name}.host:2,S`);
    writeFileSync(file, letter(sender, name, at), { flag: 'wx' });
  };
  for (let number = 0; number < filed; number += 1)
    for (let sender = 0; sender < senders; sender += 1) put(folderOf(sender), sender, `f${sender}x${number}`);
  for (let number = 0; number < waiting; number += 1)
    for (let sender = 0; sender < senders; sender += 1) put('INBOX', sender, `w${sender}x${number}`);
  for (let number = 0; number < strangers; number += 1) {
    const at = Date.now() - (number + 1) * HOUR;
    const file = join(maildir, 'INBOX', 'cur', `${Math.floor(at / 1000)}.s${number}.host:2,S`);
    writeFileSync(file, letterOfStranger(number, at), { flag: 'wx' });
  }
  const { uid, gid } = dovecot.owner;
  execFileSync('chown', ['-R', `${uid}:${gid}`, maildir]);
  const inFolder = async (path: string) => (await dovecot.doveadm.counts(user)).get(path) ?? 0;
  let delivered = 0;
  return {
    dovecot,
    user,
    inFolder,
    inInbox: () => inFolder('INBOX'),
    async whereabouts() {
      const found = new Map<string, string>();
      for (const folder of (await dovecot.doveadm.counts(user)).keys()) {
        for (const mail of await dovecot.doveadm.messageIds(user, folder)) {
          const other = found.get(mail);
          if (other !== undefined) throw new Error(`${mail} is in "${other}" and in "${folder}"`);
          found.set(mail, folder);
        }
      }
      return found;
    },
    async deliver(sender) {
      const name = `d${sender}x${(delivered += 1)}`;
      await dovecot.doveadm.save(user, 'INBOX', letter(sender, name, Date.now()));
      return `News ${name} of ${topicOf(sender)}`;
    },
  };
}

function topicOf(sender: number): string {
  return `${TOPICS[sender % TOPICS.length]}${Math.floor(sender / TOPICS.length)}`;
}

function letter(sender: number, name: string, at: number): string {
  const topic = topicOf(sender);
  return [
    `Message-ID: <${name}@letters.example>`,
    `From: Office ${topic} <office@${topic}.example>`,
    'To: camille@mail.example',
    `Subject: News ${name} of ${topic}`,
    `Date: ${new Date(at).toUTCString().replace('GMT', '+0000')}`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    `What the ${topic} office has to say about ${topic} this time: ${name}.`,
    '',
  ].join('\r\n');
}

/** Words that no other letter has. */
function letterOfStranger(number: number, at: number): string {
  const word = (place: number) => `q${(number * 7 + place).toString(36)}z${place}w${number}`;
  return [
    `Message-ID: <s${number}@strangers.example>`,
    `From: ${word(0)} <${word(1)}@${word(2)}.example>`,
    `To: ${word(8)}@mail.example`,
    `Subject: ${word(3)} ${word(4)}`,
    `Date: ${new Date(at).toUTCString().replace('GMT', '+0000')}`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    `${word(5)} ${word(6)} ${word(7)}.`,
    '',
  ].join('\r\n');
}
