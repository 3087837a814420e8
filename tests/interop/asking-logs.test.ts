import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { makeModel } from '../../models/maker/index.ts';
import { ChatServer } from '../support/chat-server.ts';
import { RecordedInference } from '../support/recorded-inference.ts';
import { ToyMaildir } from '../support/toy-maildir.ts';
import { waitFor } from '../support/wait-for.ts';
import { TestEngine } from './open-engine.ts';

/** What a log says at its most talkative, when all goes well and when everything fails: nothing of a mail, a folder or a key. */

const secrets = [
  ...['Sendername', 'sender-domain', 'Subjectword', 'Bodyword', 'Foldername', 'Filedsubject', 'Filedsender'],
  ...[
    'Listname',
    'Attachedname',
    'Descriptionword',
    'Keyword-of-server',
    'You file mail',
    'Letter:',
    '[INST]',
  ],
];

let folder: string;
let mails: ToyMaildir;
let recorded: RecordedInference;
let engine: TestEngine;
let log: string[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'casier-logs-'));
  await makeModel({ shape: 'tiny', path: join(folder, 'tiny.gguf') });
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(async () => {
  log = [];
  mails = new ToyMaildir();
  mails.fill('Foldername', 'Filedsender', 'Filedsubject');
  recorded = new RecordedInference();
  engine = new TestEngine({
    logger: pino({ level: 'trace' }, { write: (line: string) => log.push(line) }),
    startInference: recorded.start,
    computer: { processors: 2, onBattery: () => false, busy: () => false },
  });
  await engine.open();
});
afterEach(async () => {
  await engine.remove();
  mails.remove();
});

const status = () => engine.ask('asking.status', {});

async function begin(count: number): Promise<void> {
  for (let at = 0; at < count; at++) {
    mails.put('INBOX', {
      sender: `Sendername${at}`,
      address: `who@sender-domain${at}.example`,
      subject: `Subjectword edf`,
      body: `Bodyword${at}`,
      listId: `Listname${at} <list${at}.example>`,
      attachment: 'Attachedname.pdf',
    });
  }
  const { id } = await engine.ask('accounts.addMaildir', { name: 'Toys', path: mails.path });
  await engine.reached(id, 'live');
  const box = (await engine.ask('mailboxes.list', {})).find(({ path }) => path === 'Foldername')!;
  await engine.ask('asking.describeFolder', { mailboxId: box.id, description: 'Descriptionword' });
  await waitFor(async () => (await status()).waiting === count);
}

function expectSilence(): void {
  expect(log.length).toBeGreaterThan(0);
  const all = log.join('');
  for (const secret of secrets) expect(all.toLowerCase(), secret).not.toContain(secret.toLowerCase());
}

it('says nothing of them while the model on this computer answers, dies and is no model', async () => {
  await begin(6);
  const { id } = await engine.ask('models.addFile', { path: join(folder, 'tiny.gguf') });
  await engine.ask('models.choose', { id });
  await waitFor(() => recorded.channels.length > 0);
  recorded.channels[0]!.kill();
  await waitFor(async () => (await status()).waiting === 0);
  expect(recorded.answers.map(({ question }) => question.mail).join()).toContain('Bodyword');
  expect(log.join('')).toContain('the model process died');
  expectSilence();
});

it('says nothing of them while a model elsewhere answers, fails and repeats what it was asked', async () => {
  const server = await ChatServer.start(join(folder, 'tiny.gguf'));
  try {
    await begin(6);
    let tricks = 0;
    server.manners = (_, response, { body }) => {
      const said = body.messages[0]!.content;
      tricks += 1;
      if (tricks === 1) response.writeHead(500).end(JSON.stringify({ error: { message: said } }));
      else if (tricks === 2) response.writeHead(200).end(said);
      else response.writeHead(401).end(JSON.stringify({ error: said }));
    };
    await engine.ask('endpoint.set', { enabled: true, url: server.url, key: 'Keyword-of-server' });
    await waitFor(async () => (await status()).state === 'model-failed');
    expect(tricks).toBeGreaterThanOrEqual(3);
    const { problem } = await status();
    expect(problem).toEqual({ code: 'endpoint-key', detail: `HTTP 401, 127.0.0.1:${server.port}` });
    server.manners = null;
    await engine.ask('endpoint.set', {});
    await waitFor(async () => (await status()).waiting === 0);
    const told = server.asked.map(({ body }) => body.messages[0]!.content);
    expect(told.join()).toContain('Bodyword');
    expectSilence();
    // The key is in the keychain alone.
    for (const name of readdirSync(engine.dir, { recursive: true }).map(String)) {
      const path = join(engine.dir, name);
      if (statSync(path).isFile()) expect(readFileSync(path).includes('Keyword-of-server'), name).toBe(false);
    }
  } finally {
    await server.stop();
  }
});
