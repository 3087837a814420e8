import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBrowser } from '../../main/shell/chromium/find-browser.ts';
import { startScreen, type VirtualScreen } from '../support/xvfb.ts';
import { waitFor } from '../support/wait-for.ts';
import { seriousProblems } from './support/accessibility.ts';
import { startApp, temporaryFolder, type RunningApp } from './support/app.ts';
import { hostileMails, writeHostileMaildir, type HostileMail } from './support/hostile-mails.ts';
import { liveParts, spoiledLayout, Trap, watchPage } from './support/observer.ts';
import { shells } from './support/shells.ts';
import { askWindow } from './support/window.ts';

const FRAME = '[data-testid="mail-frame"]';
/** However bad a mail is, the window never keeps a person waiting for longer: the longest time between two of its frames. */
const ANSWERS_MS = 6_000;

/** For the page: measures from now on how long the window goes without drawing a frame. */
const listen = `{
  globalThis.longest = 0;
  let last = performance.now();
  const hear = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    globalThis.beat = requestAnimationFrame(hear);
  };
  hear();
}`;

describe.each(shells)('hostile mails, in %s', (shell) => {
  let screen: VirtualScreen;
  let app: RunningApp;
  let page: Page;
  let trap: Trap;
  let mails: HostileMail[];
  let seen: string[];
  const folder = temporaryFolder();

  beforeAll(async () => {
    trap = await Trap.start();
    mails = hostileMails(trap.url);
    const path = join(folder.path, 'maildir');
    writeHostileMaildir(path, mails);
    screen = await startScreen({ width: 1280, height: 800 });
    app = await startApp({
      shell,
      display: screen.display,
      dataDir: join(folder.path, 'data'),
      language: 'en',
    });
    page = app.page;
    await askWindow(page, 'accounts.addMaildir', { name: 'Hostile', path });
    await waitFor(async () => (await inbox()).total === mails.length);
    await page
      .getByRole('button', { name: /^Inbox/ })
      .first()
      .click();
    await page.getByTestId('mail-row').first().click();
    seen = await watchPage(page);
  });
  afterAll(async () => {
    await app.stop();
    await screen.stop();
    await trap.stop();
    folder.remove();
  });

  async function inbox() {
    const mailbox = (await askWindow(page, 'mailboxes.list', {})).find(({ role }) => role === 'inbox');
    if (mailbox === undefined) throw new Error('not synced yet');
    return askWindow(page, 'messages.list', { mailboxId: mailbox.id, limit: 500 });
  }
  const look = <T>(source: string): Promise<T> => page.evaluate<T>(source);
  const twoFrames = (): Promise<unknown> =>
    look('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');

  /** Waits until a mail is shown whole; gives the longest time since `listen` that the window did not answer, in milliseconds. */
  async function shown({ name }: HostileMail): Promise<number> {
    await page.getByTestId('reader').getByRole('heading', { name, exact: true }).waitFor();
    await page.locator(FRAME).waitFor();
    await waitFor(() =>
      look(`document.querySelector('${FRAME}').contentDocument?.body?.isConnected === true`),
    );
    await twoFrames();
    return look<number>('(cancelAnimationFrame(beat), longest)');
  }

  /** Does what a person does with a mail: points at it, clicks in it. */
  async function handle(): Promise<void> {
    const box = await page.locator(FRAME).boundingBox();
    if (box === null) throw new Error('no frame');
    for (const [x, y, button] of [
      [0.5, 0.1, 'left'],
      [0.3, 0.45, 'left'],
      [0.5, 0.9, 'left'],
      [0.5, 0.3, 'middle'],
    ] as const) {
      await page.mouse.move(box.x + box.width * x, box.y + box.height * y);
      await page.mouse.click(box.x + box.width * x, box.y + box.height * y, { button });
    }
    await twoFrames();
    const question = page.getByRole('button', { name: 'Do not open' });
    if (await question.isVisible()) {
      await question.click();
      await question.waitFor({ state: 'detached' });
    }
  }

  test('none of them runs, loads, leads away, opens a window or spoils the layout', async () => {
    const wrong: Record<string, string[]> = {};
    const slow: Record<string, number> = {};
    for (const [position, mail] of mails.entries()) {
      await look(listen);
      if (position > 0) await page.keyboard.press('j');
      const busy = await shown(mail);
      if (busy > ANSWERS_MS) slow[mail.name] = Math.round(busy);
      const before = seen.length + trap.asked.length;
      const found = [
        ...(await look<string[]>(`(${liveParts})('${FRAME}')`)),
        ...(await look<string[]>(`(${spoiledLayout})()`)),
      ];
      await handle();
      found.push(...(await look<string[]>(`(${liveParts})('${FRAME}')`)));
      if (seen.length + trap.asked.length > before) found.push(...seen, ...trap.asked);
      if (found.length > 0) wrong[mail.name] = [...new Set(found)];
    }
    expect(wrong).toEqual({});
    expect(slow).toEqual({});
    expect(seen).toEqual([]);
    expect(trap.asked).toEqual([]);
    expect(page.url()).toMatch(/^(?:https:\/\/app\.invalid|casier:\/\/app)\//);
    expect(logs()).not.toMatch(/asked for something outside|second page|wanted to go elsewhere/);
    expect(await look('window.hacked')).toBeUndefined();
    expect(await seriousProblems(app)).toEqual([]);
  });

  /** The shell writes down what it refuses. */
  function logs(): string {
    const path = join(folder.path, 'data', 'logs');
    return readdirSync(path)
      .map((file) => readFileSync(join(path, file), 'utf8'))
      .join('');
  }

  test('senders that deceive are told of', async () => {
    const found: Record<string, string[]> = {};
    for (const { id, subject } of (await inbox()).rows) {
      const { warnings } = await askWindow(page, 'messages.open', { id });
      if (warnings.length > 0) found[subject] = warnings.map(({ kind }) => kind);
    }
    expect(found).toEqual({
      'sender-homograph': ['mixed-scripts'],
      'sender-look-alike': ['looks-like'],
      'sender-name-is-address': ['name-is-address'],
      'sender-reply-elsewhere': ['reply-elsewhere'],
      'sender-turned': ['hidden-characters'],
    });
  });

  test('the same eyes see it when a mail is put into the frame as it came', async () => {
    const mail = mails.find(({ name }) => name === 'handlers-everything')!;
    await look(`new Promise((done) => {
      const frame = document.querySelector('${FRAME}');
      frame.addEventListener('load', done, { once: true });
      frame.srcdoc = ${JSON.stringify(mail.html)};
    })`);
    const found = await look<string[]>(`(${liveParts})('${FRAME}')`);
    expect(found).toContain('<input>');
    expect(found).toContain('p onclick');
    // Even so its script does not run: the frame allows none.
    expect(found).not.toContain('a script ran');
  });
});

describe('the same mails in a browser without protection', () => {
  test('run and load, and are seen doing so', async () => {
    const trap = await Trap.start();
    const mails = hostileMails(trap.url).filter(({ html }) => html.length < 100_000);
    const executablePath = findBrowser(process.platform, process.env)!;
    const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const browser = await chromium.launch({ executablePath, args });
    const caught: string[] = [];
    for (const { name, html } of mails) {
      const page = await browser.newPage();
      const seen = await watchPage(page, /^(?:about:|data:)/);
      const before = trap.asked.length;
      await page.setContent(html, { waitUntil: 'load', timeout: 1_500 }).catch(() => undefined);
      const ran = await page.evaluate<boolean>('globalThis.hacked !== undefined').catch(() => true);
      if (ran || seen.length > 0 || trap.asked.length > before) caught.push(name);
      await page.close();
    }
    await browser.close();
    await trap.stop();
    console.log(`${caught.length} of ${mails.length} hostile mails acted at once where nothing held them`);
    expect(caught).toEqual(
      expect.arrayContaining([
        'script-inline',
        'img-onerror',
        'svg-onload',
        'css-import',
        'css-font-face',
        'css-url',
        'meta-refresh',
        'iframe-src',
        'background-attribute',
        'link-stylesheet-prefetch',
        'video-poster-audio',
        'handlers-everything',
      ]),
    );
    expect(caught.length).toBeGreaterThan(45);
  });
});
