import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeNewMail, newMailHomes } from '../../resources/demo/append.ts';
import { password } from '../support/dovecot.ts';
import { startSession, type TestSession } from '../support/session-bus.ts';
import { waitFor } from '../support/wait-for.ts';
import { startScreen, type VirtualScreen } from '../support/xvfb.ts';
import { seriousProblems } from './support/accessibility.ts';
import { startApp, temporaryFolder, type RunningApp } from './support/app.ts';
import { hasDunst, startDunst, type Dunst } from './support/dunst.ts';
import { startMailServer, type MailServer } from './support/mail-server.ts';
import { askWindow, waitUntilDecided } from './support/window.ts';

/** Everything is real: the server, the bus, the daemon that shows notifications and its menu that chooses on them. */
describe.skipIf(!hasDunst())('notifications, as a person sees them', () => {
  let screen: VirtualScreen;
  let session: TestSession;
  let dunst: Dunst;
  let server: MailServer;
  let app: RunningApp;
  let page: Page;
  const folder = temporaryFolder();
  const [home = ''] = newMailHomes('bulk');
  let sent = 0;

  beforeAll(async () => {
    screen = await startScreen({ width: 1280, height: 800 });
    session = await startSession(screen.display);
    dunst = await startDunst(session);
    server = await startMailServer(400);
    app = await startApp({
      shell: 'chromium',
      display: screen.display,
      dataDir: folder.path,
      environment: { DBUS_SESSION_BUS_ADDRESS: session.env['DBUS_SESSION_BUS_ADDRESS'] },
    });
    page = app.page;
    await waitFor(async () => (await askWindow(page, 'app.engineState', {})).state === 'ready');
    await askWindow(page, 'accounts.addImap', {
      name: '',
      address: 'camille@mail.example',
      imap: server.dovecot.settings(server.user),
      password,
    });
    await page.reload();
    await waitUntilDecided(page);
  }, 180_000);
  afterAll(async () => {
    await app.stop();
    await server.dovecot.stop();
    await session.stop();
    await screen.stop();
    folder.remove();
  });

  /** A mail that comes now, from somebody who wrote before. */
  async function write(): Promise<{ id: string; from: string; source: string }> {
    for (;;) {
      const mail = compose();
      const people = await askWindow(page, 'people.search', { query: mail.from });
      if (people.some(({ vip }) => !vip)) return mail;
    }
  }
  function compose(): { id: string; from: string; source: string } {
    sent += 1;
    if (sent > 200) throw new Error('nobody of this folder has written before');
    const mail = makeNewMail({ home, number: sent, seed: 3, shape: 'bulk' });
    const source = Buffer.from(mail.source).toString('latin1');
    const id = /^Message-ID: *(<[^>]+>)/im.exec(source)?.[1] ?? '';
    const from = /^From:.*?([^<>\s"]+@[^<>\s]+)/im.exec(source)?.[1]?.toLowerCase() ?? '';
    return { id, from, source };
  }
  const deliver = (source: string) => server.dovecot.doveadm.save(server.user, 'INBOX', source);
  const isIn = (id: string, mailbox: string) =>
    waitFor(async () => (await server.whereabouts()).get(id) === mailbox, { every: 200 });
  async function makeVip(address: string): Promise<void> {
    await page.getByTestId('place-settings').click();
    await page.getByRole('tab', { name: 'Notifications' }).click();
    await page.getByTestId('add-vip').fill(address.slice(0, -3));
    await page.getByRole('option').filter({ hasText: address }).first().click();
    await page.getByTestId('vip').filter({ hasText: address }).first().waitFor();
    expect(await seriousProblems(app)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  }

  test('mail of a VIP is told of as it comes; its Approve files it on the server, and Undo brings it back', async () => {
    const { id, from, source } = await write();
    await makeVip(from);
    await deliver(source);
    const { body } = await dunst.sees(home);
    expect(body).toContain('Seems to belong in');
    await dunst.choose('Approve');
    await isIn(id, home);
    expect((await dunst.sees('Filed in')).title).toBe(`Filed in ${home}`);
    await dunst.choose('Undo');
    await isIn(id, 'INBOX');
    await dunst.sees('Back where it was');
    await dunst.closeAll();
  });

  test('a domain typed among the VIPs makes a rule of it, which is listed with the way to it', async () => {
    await page.getByTestId('place-settings').click();
    await page.getByRole('tab', { name: 'Notifications' }).click();
    await page.getByTestId('add-vip').fill('@vips.example');
    await page.getByTestId('add-vip').press('Enter');
    const group = page.getByTestId('vip-groups').getByText('VIPs of vips.example', { exact: true });
    await group.waitFor();
    expect(await seriousProblems(app)).toEqual([]);
    await page.getByTestId('vip-groups').getByRole('button').click();
    await page.getByText('VIPs of vips.example').first().waitFor();
    expect((await askWindow(page, 'rules.get', {})).text).toContain('vip: true');
    await page.getByTestId('place-proposals').click();
  });

  test('a click opens the very mail in the window, which marks it in the list', async () => {
    const { from, source } = await write();
    await askWindow(page, 'people.setVip', { address: from, vip: true });
    await page.getByTestId('place-activity').click();
    await deliver(source);
    await waitFor(async () => {
      await dunst.click();
      return (await page.getByTestId('reader').count()) > 0;
    });
    const { from: shown } = await waitFor(() => openMail(page));
    expect(shown).toBe(from);
    expect(await page.getByTestId('vip-mark').count()).toBeGreaterThan(0);
    expect(await page.getByTestId('reader').getByTestId('vip').getAttribute('aria-pressed')).toBe('true');
    await dunst.closeAll();
  });

  test('the star at the sender takes the VIP back, and lists follow', async () => {
    await page.getByTestId('reader').getByTestId('vip').click();
    await waitFor(
      async () =>
        (await page.getByTestId('reader').getByTestId('vip').getAttribute('aria-pressed')) === 'false',
    );
    expect(await seriousProblems(app)).toEqual([]);
  });

  test('discreet notifications name neither sender nor subject', async () => {
    const { notify } = await askWindow(page, 'settings.get', {});
    await page.getByTestId('place-settings').click();
    await page.getByRole('tab', { name: 'Notifications' }).click();
    await page.getByRole('switch', { name: 'Hide names and subjects' }).click({ force: true });
    await page.getByText('Everything', { exact: true }).click();
    await waitFor(async () => {
      const now = (await askWindow(page, 'settings.get', {})).notify;
      return now.discreet && now.tell === 'everything' && now.digest === notify.digest;
    });
    await page.keyboard.press('Escape');
    await deliver((await write()).source);
    expect(await dunst.sees('New important mail')).toEqual({ title: 'New important mail', body: '' });
  });
});

/** Address of the sender of the mail that is being read; null while none is. */
async function openMail(page: Page): Promise<{ from: string } | null> {
  const reader = page.getByTestId('reader');
  const vip = reader.getByTestId('vip');
  if ((await vip.count()) === 0) return null;
  const text = (await reader.innerText()).toLowerCase();
  const from = /[^\s<>]+@[^\s<>]+/.exec(text)?.[0];
  return from === undefined ? null : { from };
}
