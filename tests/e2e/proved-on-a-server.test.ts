import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import texts from '../../resources/locales/en.json' with { type: 'json' };
import { offered } from '../../renderer/features/model/offered.ts';
import { formatBytes } from '../../renderer/lib/words/format.ts';
import { password } from '../support/dovecot.ts';
import { waitFor } from '../support/wait-for.ts';
import { startScreen, type VirtualScreen } from '../support/xvfb.ts';
import { seriousProblems } from './support/accessibility.ts';
import { startApp, temporaryFolder, type RunningApp } from './support/app.ts';
import { folderOf, startSendersServer, type SendersServer } from './support/senders-server.ts';
import { shells } from './support/shells.ts';
import { askWindow, waitUntilDecided, waitUntilFiled } from './support/window.ts';

const SENDERS = 30;
const FILED = 9;
const WAITING = 4;
const STRANGERS = 120;
/** Whose folder may file by itself: there are as many of one folder as it takes to break the promise with one mistake each. */
const TRUSTED = [2, 7, 12, 17, 22, 27];
const RULE = 'Mine first';

/** What other specs see on the disk, a server is asked here: finding, rules, the back-test, trust, the offer of a model. */
describe.each(shells)('proved on a mail server, in %s', (shell) => {
  let screen: VirtualScreen;
  let server: SendersServer;
  let app: RunningApp;
  let page: Page;
  const folder = temporaryFolder();

  beforeAll(async () => {
    screen = await startScreen({ width: 1280, height: 800 });
    server = await startSendersServer({
      senders: SENDERS,
      filed: FILED,
      waiting: WAITING,
      strangers: STRANGERS,
    });
    const dataDir = join(folder.path, 'data');
    app = await startApp({ shell, display: screen.display, dataDir, language: 'en' });
    page = app.page;
    await page.getByTestId('first-run').waitFor();
    const imap = server.dovecot.settings(server.user);
    await askWindow(page, 'accounts.addImap', {
      name: 'Home',
      address: 'camille@mail.example',
      imap,
      password,
    });
    await waitUntilDecided(page);
  });
  afterAll(async () => {
    await app.stop();
    await server.dovecot.stop();
    await screen.stop();
    folder.remove();
  });

  const picture = async (name: string) => {
    const pictures = process.env['CASIER_TEST_PICTURES'];
    if (pictures === undefined) return;
    await page.screenshot({ path: join(pictures, `${name}.png`), animations: 'disabled' });
  };
  /** The server holds as many mails in each of these folders. */
  const holds = (expected: Readonly<Record<string, number>>) =>
    waitFor(
      async () => {
        const found = await Promise.all(
          Object.keys(expected).map(async (path) => [path, await server.inFolder(path)]),
        );
        expect(Object.fromEntries(found)).toEqual(expected);
        return true;
      },
      { every: 200 },
    );

  const demoted = async () => (await askWindow(page, 'status.get', {})).demoted;
  /** Finds as a person does, and approves all that was found. */
  async function approveFound(query: string): Promise<void> {
    await page.getByTestId('place-search').click();
    const field = page.getByTestId('search-input');
    await field.fill(query);
    const results = page.getByTestId('search-results');
    await waitFor(async () => (await results.getAttribute('data-answered')) === query);
    await field.press('Escape');
    await field.press('Escape');
    await page.getByTestId('pick-everything').click();
    await page.keyboard.press('e');
  }

  test('what is found is filed where it was proposed, and one key brings it back', async () => {
    const inbox = await server.inInbox();
    const filed = await server.inFolder(folderOf(1));
    await approveFound('is:proposed from:tigre0');
    await holds({ INBOX: inbox - WAITING, [folderOf(1)]: filed + WAITING });
    await page.keyboard.press('u');
    await holds({ INBOX: inbox, [folderOf(1)]: filed });
    await waitUntilFiled(page);
  });

  test('a rule is tried on the mail, decides once it is saved, and the server has them where it says', async () => {
    const inbox = await server.inInbox();
    const [from, to] = [folderOf(0), folderOf(3)];
    const before = { from: await server.inFolder(from), to: await server.inFolder(to) };
    await page.getByTestId('place-rules').click();
    await page.getByTestId('rule-add').click();
    await page.getByTestId('rule-name').fill(RULE);
    await page.getByTestId('condition-words').fill('office@rose0.example');
    await page.keyboard.press('Enter');
    await page.getByTestId('rule-move').fill(to);
    await page.keyboard.press('Enter');
    await waitFor(async () => {
      const said = await page.getByTestId('trial-words').innerText();
      return Number(/\d+/.exec(said)?.[0] ?? 0) >= WAITING;
    });
    await page.getByTestId('rules-save').click();
    await waitFor(async () => {
      const { rows } = await askWindow(page, 'suggestions.list', { limit: 500 });
      const byRule = rows.filter(({ evidence }) =>
        evidence.some((fact) => fact.kind === 'rule' && fact.rule === RULE),
      );
      return byRule.length === WAITING;
    });
    await waitUntilDecided(page);
    await approveFound('is:proposed from:rose0');
    await holds({ INBOX: inbox - WAITING, [from]: before.from, [to]: before.to + WAITING });
    await waitUntilFiled(page);
  });

  test('a model is offered with its size and time once many mails could not be placed; not wanted, it is not again', async () => {
    const list = await askWindow(page, 'models.list', {});
    await page.getByTestId('place-proposals').click();
    const offer = page.getByTestId('model-offer');
    const model = offered(list);
    if (model === null) {
      process.stderr.write('no model is offered: memory or disk of this computer would not hold it\n');
      expect(await offer.count()).toBe(0);
      return;
    }
    await offer.waitFor();
    await picture('offer');
    const said = await offer.innerText();
    expect(said).toContain(String(STRANGERS));
    expect(said).toContain(`${formatBytes(model.size ?? 0, 'en')}, `);
    expect(said).toMatch(/ \d\S* sec a mail/);
    expect(await seriousProblems(app)).toEqual([]);
    await offer.getByRole('button', { name: texts.model.offer.look }).click();
    await page.locator(`[data-testid="model-card"][data-model="${model.id}"]`).waitFor();
    await page.keyboard.press('Escape');
    await page.getByTestId('model-not-now').click();
    await offer.waitFor({ state: 'detached' });
    await waitFor(async () => !(await askWindow(page, 'settings.get', {})).offerModel);
  });

  test('the back-test replays the filed mail, and moves nothing on the server', async () => {
    const before = await server.whereabouts();
    await page.getByTestId('place-backtest').click();
    await page.getByTestId('backtest-start').click();
    await page.getByTestId('backtest-result').waitFor();
    const [account] = (await askWindow(page, 'status.get', {})).accounts;
    const { result } = await askWindow(page, 'backtest.get', { accountId: account!.id });
    expect(result!.judged).toBeGreaterThan((SENDERS * FILED) / 2);
    expect(await page.getByTestId('backtest-title').innerText()).toContain(String(result!.judged));
    expect(await server.whereabouts()).toEqual(before);
  });

  test('a folder that has proved itself files on the server, and asks again once it was corrected', async () => {
    const path = folderOf(2);
    const row = page.locator(`[data-testid="trust-folder"][data-folder="${path}"]`);
    await waitFor(
      async () => typeof (await askWindow(page, 'trust.list', {})).accounts[0]?.replayedAt === 'number',
      { every: 200 },
    );
    await page.getByTestId('place-settings').click();
    await page.getByRole('tab', { name: texts.settings.tab.trust }).click();
    const byItself = row.getByRole('radio', { name: texts.trust.level.file });
    await row.getByTestId('trust-more').click();
    await row.getByTestId('trust-promise').selectOption('0.9');
    await waitFor(async () => !(await byItself.isDisabled()));
    await row.getByText(texts.trust.level.file, { exact: true }).click();
    await page.locator(`[data-folder="${path}"][data-level="file"]`).waitFor();
    await page.keyboard.press('Escape');
    await page.getByTestId('place-activity').click();
    const [inbox, filed] = [await server.inInbox(), await server.inFolder(path)];
    for (const sender of TRUSTED) await server.deliver(sender);
    await holds({ INBOX: inbox, [path]: filed + TRUSTED.length });
    await waitUntilFiled(page);
    const rows = page.getByTestId('batch-row').filter({ hasText: `${path} filed` });
    await rows.first().waitFor();
    const count = (await askWindow(page, 'activity.list', { limit: 50 })).batches.filter(
      ({ actor }) => actor === 'trust',
    ).length;
    await waitFor(async () => (await rows.count()) === count);
    let back = 0;
    for (let row = 0; row < count && (await demoted()) === 0; row += 1) {
      await rows.nth(row).click();
      await page.getByTestId('undo-batch').click();
      await waitFor(async () => (await server.inInbox()) > inbox + back);
      await waitUntilFiled(page);
      back = (await server.inInbox()) - inbox;
      expect(await server.inFolder(path)).toBe(filed + TRUSTED.length - back);
    }
    await waitFor(async () => (await demoted()) === 1);
    expect(back).toBeGreaterThan(1);
    await page.getByTestId('status-demoted').waitFor();
    expect(
      (await askWindow(page, 'trust.list', {})).folders.find(({ demotion }) => demotion !== null)?.level,
    ).toBe('propose');
    // What comes now is proposed, and stays where it is.
    const subject = await server.deliver(2);
    await waitFor(async () =>
      (await askWindow(page, 'suggestions.list', { limit: 500 })).rows.some(
        (mail) => mail.subject === subject,
      ),
    );
    expect(await server.inInbox()).toBe(inbox + back + 1);
  });
});
