import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import texts from '../../resources/locales/en.json' with { type: 'json' };
import { PageServer } from '../support/page-server.ts';
import { startScreen, type VirtualScreen } from '../support/xvfb.ts';
import { waitFor } from '../support/wait-for.ts';
import { seriousProblems } from './support/accessibility.ts';
import { startApp, temporaryFolder, type RunningApp } from './support/app.ts';
import { writeReadingMaildir } from './support/reading-mails.ts';
import { shells } from './support/shells.ts';
import { askWindow, waitUntilFiled } from './support/window.ts';

const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAIAAAAmkwkpAAAAEklEQVR4nGP4z8CAFWEXHbQSACj/P8Fu7N9hAAAAAElFTkSuQmCC',
  'base64',
);

/** A person reads: pictures, a thread, files and links. */
describe.each(shells)('the reading pane, in %s', (shell) => {
  let screen: VirtualScreen;
  let app: RunningApp;
  let page: Page;
  let web: PageServer;
  const asked: string[] = [];
  const folder = temporaryFolder();
  const opened = join(folder.path, 'opened.txt');
  const frame = (): FrameLocator => page.frameLocator('[data-testid="mail-frame"]');

  beforeAll(async () => {
    web = await PageServer.start();
    for (const [name, bytes] of [
      ['logo.png', PICTURE],
      ['pixel.gif', PIXEL],
      ['drawing.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ] as const)
      web.serve(`https://pics.example/${name}`, (response) => {
        asked.push(name);
        response.end(bytes);
      });
    // What stands for the desktop's opener writes down what it is given.
    const programs = join(folder.path, 'programs');
    mkdirSync(programs);
    writeFileSync(join(programs, 'xdg-open'), `#!/bin/sh\necho "$1" >> "${opened}"\n`);
    chmodSync(join(programs, 'xdg-open'), 0o755);
    writeReadingMaildir(join(folder.path, 'maildir'));
    screen = await startScreen({ width: 1280, height: 800 });
    app = await startApp({
      shell,
      display: screen.display,
      dataDir: join(folder.path, 'data'),
      language: 'en',
      environment: {
        CASIER_TEST_WEB: web.url,
        PATH: `${programs}:${process.env['PATH'] ?? ''}`,
      },
    });
    page = app.page;
    await askWindow(page, 'accounts.addMaildir', { name: 'Reading', path: join(folder.path, 'maildir') });
    await waitFor(async () => {
      const inbox = (await askWindow(page, 'mailboxes.list', {})).find(({ role }) => role === 'inbox')!;
      return (await askWindow(page, 'messages.list', { mailboxId: inbox.id })).total === 204;
    });
    await page
      .getByRole('button', { name: /^Inbox/ })
      .first()
      .click();
  });
  afterAll(async () => {
    await app.stop();
    await screen.stop();
    await web.stop();
    folder.remove();
  });

  async function read(subject: string): Promise<void> {
    await page.getByTestId('mail-row').filter({ hasText: subject }).first().click();
    await page.getByTestId('reader').getByRole('heading', { name: subject, exact: true }).waitFor();
  }

  test('pictures are shown when the person says so, trackers never', async () => {
    await read('The pictures, one');
    const bar = page.getByTestId('images-bar');
    await bar.getByText(texts.mail.images.hidden).waitFor();
    expect(await bar.getByTestId('trackers').innerText()).toBe('One tracker removed');
    expect(await frame().locator('img').count()).toBe(0);
    expect(asked).toEqual([]);
    await page.getByTestId('images-once').click();
    await frame().locator('img').waitFor();
    expect(await frame().locator('img').count()).toBe(1);
    const width = `document.querySelector('[data-testid="mail-frame"]').contentDocument.querySelector('img').naturalWidth`;
    await waitFor(async () => (await page.evaluate<number>(width)) === 4);
    expect(await bar.getByTestId('trackers').innerText()).toBe('2 trackers removed');
    expect(asked.toSorted()).toEqual(['drawing.svg', 'logo.png', 'pixel.gif']);
    expect(await seriousProblems(app)).toEqual([]);
  });

  test('once is once; always is remembered, and can be taken back in the settings', async () => {
    await read('The pictures, two');
    await page.getByTestId('images-always').click();
    await frame().locator('img').waitFor();
    await read('The pictures, one');
    await frame().locator('img').waitFor();
    await page.getByTestId('place-settings').click();
    await page.getByRole('tab', { name: texts.settings.tab.privacy }).click();
    const senders = page.getByTestId('image-senders');
    await senders.getByRole('button', { name: /news@shop\.example/ }).click();
    await senders.getByText(texts.imageSenders.none).waitFor();
    await page.keyboard.press('Escape');
    await senders.waitFor({ state: 'detached' });
    await read('The links');
    await read('The pictures, one');
    await page.getByTestId('images-once').waitFor();
  });

  test('a link that names another site is asked about; an honest one opens; a quotation unfolds', async () => {
    await read('The links');
    const deceiving = frame().locator('[role="link"]').first();
    await deceiving.hover();
    await page.getByTestId('leads-to').getByText('Leads to evil.example · look twice').waitFor();
    await deceiving.click();
    await page.getByTestId('real-host').getByText('evil.example').waitFor();
    expect(await seriousProblems(app)).toEqual([]);
    await page.getByRole('button', { name: texts.link.stay }).click();
    await page.getByTestId('real-host').waitFor({ state: 'detached' });
    expect(existsSync(opened)).toBe(false);
    await frame().locator('[role="link"]').nth(1).click();
    await waitFor(() => readFileSync(opened, 'utf8') === 'https://honest.example/\n');
    const quoted = frame().getByText('quoted words');
    expect(await quoted.isVisible()).toBe(false);
    await frame().locator('summary').click();
    await quoted.waitFor();
    // Keys pressed in the mail reach the window.
    await page.keyboard.press('j');
    await page.getByTestId('reader').getByRole('heading', { name: 'The files', exact: true }).waitFor();
  });

  test('a harmless file opens as a copy that nobody can write; a dangerous one says why it does not', async () => {
    await read('The files');
    await page.getByRole('button', { name: 'Open bill.pdf' }).click();
    const path = await waitFor(() => /^.*bill\.pdf$/m.exec(readFileSync(opened, 'utf8'))?.[0]);
    expect(readFileSync(path, 'utf8')).toBe('%PDF-1.4 bill');
    expect(statSync(path).mode & 0o777).toBe(0o400);
    expect(basename(path)).toBe('bill.pdf');
    await page.getByText('note‹U+202E›txt.exe').waitFor();
    await page.getByRole('button', { name: /^invoice\.pdf\.exe/ }).click();
    const question = page.getByTestId('file-question');
    await page.getByText(texts.file.danger['two-endings']).waitFor();
    await page.getByText(texts.file.danger.program).waitFor();
    expect(await seriousProblems(app)).toEqual([]);
    await page.getByRole('button', { name: texts.file.leave }).click();
    await question.getByText(texts.file.advice).waitFor({ state: 'detached' });
    // Not even when it is asked for past the window.
    const mail = (await askWindow(page, 'messages.search', { query: 'subject:files' })).rows[0]!;
    await expect(askWindow(page, 'app.openAttachment', { id: mail.id, index: 1 })).rejects.toThrow(
      'file-dangerous',
    );
  });

  test('a thread of 200 mails stands around the open one, a line each, and n and p go through it', async () => {
    await read('Re: The trip');
    const earlier = page.getByTestId('thread-earlier');
    await earlier.getByText('Words 198 of the trip').waitFor();
    expect(await page.getByTestId('thread-line').count()).toBeLessThan(20);
    const words = page.getByTestId('plain-text');
    await words.getByText('Words 199 of the trip.').waitFor();
    await page.keyboard.press('p');
    await words.getByText('Words 198 of the trip.').waitFor();
    await page.getByTestId('thread-later').getByText('Words 199 of the trip').waitFor();
    await page.keyboard.press('n');
    await words.getByText('Words 199 of the trip.').waitFor();
    expect(await words.getByText('that were said').count()).toBe(0);
    await words.getByRole('button', { name: texts.mail.quoted }).click();
    await words.getByText('that were said').waitFor();
    expect(await seriousProblems(app)).toEqual([]);
  });

  test('keys act on the mail of the thread that is in sight, never on the one that the list opened', async () => {
    await read('Re: The trip');
    const words = page.getByTestId('plain-text');
    await words.getByText('Words 199 of the trip.').waitFor();
    await page.keyboard.press('p');
    await words.getByText('Words 198 of the trip.').waitFor();
    const places = async () => {
      const boxes = await askWindow(page, 'mailboxes.list', {});
      const role = new Map(boxes.map((box) => [box.id, box.role]));
      const found = await askWindow(page, 'messages.search', { query: 'subject:trip', limit: 3 });
      return found.rows.map((row) => ({
        seen: row.seen,
        flagged: row.flagged,
        in: role.get(row.mailboxId),
      }));
    };
    const [opened] = await places();
    await page.keyboard.press('s');
    await waitFor(async () => (await places())[1]?.flagged);
    await page.keyboard.press('s');
    await waitFor(async () => !(await places())[1]?.flagged);
    await page.keyboard.press('r');
    await waitFor(async () => (await places())[1]?.seen);
    await page.keyboard.press('m');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    // With mails picked in the list it is not plain which are meant.
    await page.keyboard.press('x');
    await page.keyboard.press('Delete');
    await page.keyboard.press('s');
    await page.keyboard.press('x');
    await page.keyboard.press('y');
    await waitFor(async () => (await places())[1]?.in === 'archive');
    expect((await places())[0]).toEqual(opened);
    expect((await places())[1]).toMatchObject({ flagged: false });
    await page.keyboard.press('u');
    await waitFor(async () => (await places())[1]?.in === 'inbox');
    await waitUntilFiled(page);
    // The buttons mean the same mail as the keys. Until the window knows that it is back there is nothing to mark.
    await waitFor(
      async () => {
        await page.getByTestId('reader').getByTestId('mark-star').click();
        return (await places())[1]?.flagged;
      },
      { every: 500 },
    );
    await page.getByTestId('move-open-mail').click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByTestId('reader').getByTestId('mark-trash').click();
    await waitFor(async () => (await places())[1]?.in === 'trash');
    expect((await places())[0]).toEqual(opened);
    await page.keyboard.press('u');
    await waitFor(async () => (await places())[1]?.in === 'inbox');
    // In sight again, it is the one that is meant.
    await page.keyboard.press('n');
    await words.getByText('Words 199 of the trip.').waitFor();
    await page.keyboard.press('s');
    await waitFor(async () => (await places())[0]?.flagged !== opened?.flagged);
  });
});
