import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import texts from '../../resources/locales/fr.json' with { type: 'json' };
import { password } from '../support/dovecot.ts';
import { waitFor } from '../support/wait-for.ts';
import { startScreen, type VirtualScreen } from '../support/xvfb.ts';
import { typeAccount } from './support/add-account.ts';
import { startApp, temporaryFolder, type RunningApp } from './support/app.ts';
import { startSendersServer, type SendersServer } from './support/senders-server.ts';
import { shells } from './support/shells.ts';
import { movesBetween, type Whereabouts } from './support/whereabouts.ts';
import { askWindow, countIn, groupRows, waitUntilDecided, waitUntilFiled } from './support/window.ts';

const SENDERS = 50;
const WAITING = 104;

/** From the first start to an inbox of 5,200 mails that is empty, and back, on a server, in French. */
describe.each(shells)('the whole way, in %s', (shell) => {
  let screen: VirtualScreen;
  let server: SendersServer;
  let app: RunningApp;
  let before: Whereabouts;
  const folder = temporaryFolder();

  beforeAll(async () => {
    screen = await startScreen({ width: 1280, height: 800 });
    server = await startSendersServer({ senders: SENDERS, filed: 4, waiting: WAITING });
    before = await server.whereabouts();
    app = await startApp({
      shell,
      display: screen.display,
      dataDir: join(folder.path, 'data'),
      language: 'fr',
    });
  });
  afterAll(async () => {
    await app.stop();
    await server.dovecot.stop();
    await screen.stop();
    folder.remove();
  });

  /** The inbox on the server holds so many mails, and nothing is on its way any more. */
  async function inboxHolds(count: number): Promise<void> {
    await waitFor(async () => (await server.inInbox()) === count, { every: 200 });
    await waitUntilFiled(app.page);
  }

  test('first run refuses a wrong password with its reason, and reads the account with the right one', async () => {
    const { page } = app;
    await page.getByTestId('first-run').waitFor();
    const imap = server.dovecot.settings(server.user);
    await typeAccount(page, texts, { address: 'camille@mail.example', imap, password: 'pas celui-ci' });
    await page.getByTestId('add-account').click();
    await page.getByRole('alert').getByText(texts.problem['wrong-password']).waitFor();
    expect(await askWindow(page, 'accounts.list', {})).toEqual([]);
    await page.getByLabel(texts.accounts.password, { exact: true }).fill(password);
    await page.getByTestId('add-account').click();
    const account = await waitUntilDecided(page);
    expect(account.messages).toBe(before.size);
    expect(await askWindow(page, 'status.get', {})).toMatchObject({ waiting: SENDERS * WAITING });
  });

  test('one mail, a group and then all of 5,000 are approved, and the server has moved each where it was proposed', async () => {
    const { page } = app;
    let left = SENDERS * WAITING;
    await groupRows(page).first().click();
    const mail = page.getByTestId('mail-row').first();
    await mail.hover();
    await mail.getByTestId('approve-mail').click();
    await inboxHolds((left -= 1));

    // What is decided anew after the first one must be on screen: nothing is approved that was not.
    await waitUntilDecided(page);
    const group = groupRows(page).nth(1);
    const count = await countIn(group);
    expect(count).toBeGreaterThan(1);
    await group.getByTestId('approve-group').click();
    await inboxHolds((left -= count));

    await waitUntilDecided(page);
    await groupRows(page).first().click();
    await page.keyboard.press('Control+a');
    const approve = page.getByTestId('approve-selection');
    await waitFor(async () => digitsOf(await approve.innerText()) === left);
    expect(left).toBeGreaterThan(5000);
    await approve.click();
    await waitFor(async () => (await groupRows(page).count()) === 0);
    await inboxHolds(0);

    const moves = movesBetween(before, await server.whereabouts());
    expect(moves).toHaveLength(SENDERS * WAITING);
    // The folder in which the other mail of that sender is.
    const wrong = moves.filter(({ mail: id, to }) => to !== before.get(id.replace(/^w(\d+)x.*@/, 'f$1x0@')));
    expect(wrong).toEqual([]);
  });

  test('all of the day is taken back at once, and the server has every mail where it was', async () => {
    const { page } = app;
    await page.getByTestId('place-activity').click();
    await page.getByTestId('day-menu').first().click();
    await page.getByTestId('undo-day').click();
    await page.getByTestId('sure').click();
    await inboxHolds(SENDERS * WAITING);
    expect(movesBetween(before, await server.whereabouts())).toEqual([]);
    const [batch] = (await askWindow(page, 'activity.list', { limit: 1 })).batches;
    expect(batch).toMatchObject({ action: 'undo', count: SENDERS * WAITING, pending: 0, failed: 0 });
    expect(await askWindow(page, 'status.get', {})).toMatchObject({ waiting: SENDERS * WAITING });
  });
});

/** The number in a text, whatever stands between its thousands. */
function digitsOf(text: string): number {
  return Number(text.replaceAll(/\D/g, ''));
}
