/**
 * The bytes that the sync asks for, fetched with imapflow and thrown away, in a process of its own:
 * `node raw-fetch.ts PORT USER`. Prints one JSON object.
 */
import { ImapFlow } from 'imapflow';
import { password } from '../../support/dovecot.ts';

const [port, user] = process.argv.slice(2);
if (port === undefined || user === undefined) throw new Error('usage: raw-fetch.ts PORT USER');
const client = new ImapFlow({
  host: '127.0.0.1',
  port: Number(port),
  secure: false,
  doSTARTTLS: false,
  auth: { user, pass: password },
  logger: false,
  disableAutoIdle: true,
  disableCompression: true,
});
const started = performance.now();
await client.connect();
let mails = 0;
let bytes = 0;
for (const { path, flags } of await client.list()) {
  if (flags.has('\\Noselect') || flags.has('\\NonExistent')) continue;
  const mailbox = await client.mailboxOpen(path, { readOnly: true });
  if (mailbox.exists === 0) continue;
  const what = {
    uid: true,
    flags: true,
    internalDate: true,
    size: true,
    source: { start: 0, maxLength: 24_576 },
  };
  for await (const { source } of client.fetch('1:*', what)) {
    mails += 1;
    bytes += source?.length ?? 0;
  }
}
const seconds = (performance.now() - started) / 1000;
await client.logout();
process.stdout.write(`${JSON.stringify({ mails, bytes, seconds })}\n`);
