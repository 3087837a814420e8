import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import en from '../../resources/locales/en.json' with { type: 'json' };
import fr from '../../resources/locales/fr.json' with { type: 'json' };
import { mail } from '../interop/account.ts';
import { selfSigned } from '../support/certificates.ts';
import { Dovecot, password } from '../support/dovecot.ts';
import { NameServer } from '../support/name-server.ts';
import { waitFor } from '../support/wait-for.ts';
import { startScreen, type VirtualScreen } from '../support/xvfb.ts';
import { seriousProblems } from './support/accessibility.ts';
import { startApp, temporaryFolder, type RunningApp } from './support/app.ts';
import { shells } from './support/shells.ts';
import { askWindow } from './support/window.ts';

const user = 'camille@mail.example';

/** Whether a person who types now types there. */
const isFocused = async (field: Locator): Promise<boolean> =>
  (await field.and(field.page().locator(':focus')).count()) === 1;

describe.each(shells)('an account, from its address to its removal, in %s', (shell) => {
  describe.each([
    ['en', en],
    ['fr', fr],
  ] as const)('on a desktop in %s', (language, texts) => {
    let screen: VirtualScreen;
    let server: Dovecot;
    let names: NameServer;
    let app: RunningApp;
    const folder = temporaryFolder();
    const { accounts, action, problem, problemReason } = texts;

    beforeAll(async () => {
      screen = await startScreen({ width: 1280, height: 800 });
      server = await Dovecot.start({ certificate: await selfSigned(['localhost']) });
      await server.doveadm.save(user, 'INBOX', mail('m1'));
      names = await NameServer.start();
      names.srv('_imaps._tcp.mail.example', 'localhost', server.tlsPort);
      names.mx('hosted.example', 'example.mail.protection.outlook.com');
      const dataDir = join(folder.path, 'data');
      app = await startApp({ shell, display: screen.display, dataDir, language, nameServer: names.address });
    });
    afterAll(async () => {
      await app.stop();
      await Promise.all([server.stop(), names.stop(), screen.stop()]);
      folder.remove();
    });

    const look = async (address: string) => {
      await app.page.getByLabel(accounts.address).fill(address);
      await app.page.getByTestId('find-settings').click();
    };
    const back = () => app.page.getByRole('button', { name: action.back }).click();
    /** What the window shows, on the request of the person who runs the test. */
    const picture = async (name: string) => {
      const pictures = process.env['CASIER_TEST_PICTURES'];
      if (pictures === undefined) return;
      await app.page.screenshot({ path: join(pictures, `${name}-${language}.png`), animations: 'disabled' });
    };

    test('a provider that wants an app password says so before the password is asked', async () => {
      const { page } = app;
      await page.getByTestId('add-imap').click();
      await picture('address');
      await look('camille@gmail.com');
      const hint = page.getByTestId('sign-in-hint');
      await hint.getByText(accounts.signIn['app-password'].body.replace('{{name}}', 'Gmail')).waitFor();
      await page.getByLabel(accounts.signIn['app-password'].label, { exact: true }).waitFor();
      await page.getByTestId('found-settings').getByText('imap.gmail.com:993').waitFor();
      await picture('gmail');
      expect(await seriousProblems(app)).toEqual([]);
      await back();
      expect(names.asked).toEqual([]);
    });

    test('one that takes no password asks for none', async () => {
      const { page } = app;
      await look('Camille Martin <camille@hosted.example>');
      expect(await page.getByTestId('sign-in-hint').getAttribute('data-kind')).toBe('browser');
      expect(await page.locator('input[type=password]').count()).toBe(0);
      expect(await page.getByTestId('add-account').count()).toBe(0);
      await picture('microsoft');
      expect(await seriousProblems(app)).toEqual([]);
      await back();
    });

    test('a domain that does not exist is taken for a slip', async () => {
      await look('camille@mial.example');
      await app.page.getByRole('alert').getByText(problem['domain-unknown']).waitFor();
      await picture('unknown');
      expect(await seriousProblems(app)).toEqual([]);
    });

    test('what is wrong is said in a sentence, at its field, and nothing that was typed is lost', async () => {
      const { page } = app;
      const address = page.getByLabel(accounts.address);
      const told = (sentence: string) => page.getByRole('alert').getByText(sentence).waitFor();
      await look('camille');
      await told(problemReason.address);
      expect(await isFocused(address)).toBe(true);
      await address.fill('camille@typed.example');
      await page.getByTestId('by-hand').click();
      const [host, port, secret] = [
        page.getByLabel(accounts.host),
        page.getByLabel(accounts.port),
        page.getByLabel(accounts.password, { exact: true }),
      ];
      await secret.fill(password);
      const attempt = async (typed: string, sentence: string) => {
        await host.fill(typed);
        await page.getByTestId('test-account').click();
        await told(sentence);
      };
      await attempt('https://localhost:1/', problemReason['port-closed']);
      expect([await host.inputValue(), await port.inputValue(), await isFocused(port)]).toEqual([
        'localhost',
        '1',
        true,
      ]);
      await attempt(`localhost:${server.port}`, problemReason['speaks-plain']);
      expect(await isFocused(page.getByRole('combobox', { name: accounts.security }))).toBe(true);
      await picture('wrong');
      expect(await seriousProblems(app)).toEqual([]);
      await back();
      await address.fill('anne@typed.example');
      await page.getByTestId('find-settings').click();
      expect([await host.inputValue(), await port.inputValue(), await secret.inputValue()]).toEqual([
        'localhost',
        String(server.port),
        password,
      ]);
      expect(await page.getByLabel(accounts.username).inputValue()).toBe('anne@typed.example');
      await back();
    });

    test('a folder that cannot be opened says why', async () => {
      const { page } = app;
      await back();
      await page.getByTestId('add-maildir').click();
      for (const [typed, reason] of [
        ['Mail', 'path-relative'],
        [join(folder.path, 'nothing'), 'path-missing'],
        [process.execPath, 'path-is-file'],
      ] as const) {
        await page.getByLabel(accounts.path).fill(typed);
        await page.getByTestId('open-maildir').click();
        await page.getByRole('alert').getByText(problemReason[reason]).waitFor();
      }
      await picture('folder');
      await back();
      await page.getByTestId('add-imap').click();
    });

    test('found by SRV records, it is added once the password is right', async () => {
      const { page } = app;
      await look(user);
      const found = page.getByTestId('found-settings');
      await found.getByText(`localhost:${server.tlsPort}`).waitFor();
      expect(await found.getAttribute('data-source')).toBe('srv');
      const field = page.getByLabel(accounts.password, { exact: true });
      await field.fill('not this one');
      await page.getByTestId('add-account').click();
      await page.getByRole('alert').getByText(problem['wrong-password']).waitFor();
      await picture('srv');
      await field.fill(password);
      await page.getByTestId('add-account').click();
      const [account] = await waitFor(async () => {
        const { accounts: all } = await askWindow(page, 'status.get', {});
        return all[0]?.status === 'live' && all;
      });
      expect(account).toMatchObject({ address: user, messages: 1 });
    });

    test('it is changed only when the new settings work', async () => {
      const { page } = app;
      await page.getByTestId('place-settings').click();
      await page.getByRole('tab', { name: texts.settings.tab.accounts }).click();
      const edit = async () => {
        await page.getByRole('button', { name: accounts.menu.replace('{{name}}', user) }).click();
        await page.getByTestId('edit-account').click();
      };
      await edit();
      const form = page.getByTestId('account-edit');
      await form.getByLabel(accounts.port).fill('1');
      await page.getByTestId('save-account').click();
      await form.getByRole('alert').getByText(problemReason['port-closed']).waitFor();
      await picture('edit');
      expect(await seriousProblems(app)).toEqual([]);
      await form.getByLabel(accounts.port).fill(String(server.port));
      await form.getByRole('combobox', { name: accounts.security }).click();
      await page.getByRole('option', { name: accounts.securities.starttls, exact: true }).click();
      await form.getByLabel(accounts.name, { exact: true }).fill('Work');
      await page.getByTestId('save-account').click();
      await form.waitFor({ state: 'detached' });
      const [account] = (await askWindow(page, 'status.get', {})).accounts;
      expect(account).toMatchObject({ name: 'Work', location: `localhost:${server.port}` });
    });

    test('it is signed out of, keeping its mail, and back in again', async () => {
      const { page } = app;
      await page.getByRole('button', { name: accounts.menu.replace('{{name}}', 'Work') }).click();
      await page.getByRole('menuitem', { name: accounts.remove }).click();
      await page.getByLabel(accounts.keepMail).check();
      await picture('remove');
      // The menu fades while the question comes.
      await page.getByRole('menu').waitFor({ state: 'hidden' });
      expect(await seriousProblems(app)).toEqual([]);
      await page.getByTestId('confirm-remove').click();
      const card = page.getByTestId('account-card');
      await card.getByText(accounts.signedOut).waitFor();
      await picture('signed-out');
      expect((await askWindow(page, 'status.get', {})).accounts).toMatchObject([
        { status: 'signed-out', messages: 1 },
      ]);
      await card.getByRole('button', { name: accounts.signInAgain }).click();
      await card.getByLabel(accounts.newPassword, { exact: true }).fill(password);
      await page.getByTestId('save-account').click();
      await waitFor(async () => (await askWindow(page, 'status.get', {})).accounts[0]?.status === 'live');
    });

    test('it is removed, and nothing changes on the server', async () => {
      const { page } = app;
      await page.getByRole('button', { name: accounts.menu.replace('{{name}}', 'Work') }).click();
      await page.getByRole('menuitem', { name: accounts.remove }).click();
      await page.getByTestId('confirm-remove').click();
      await page.getByTestId('first-run').waitFor();
      expect(await server.doveadm.run(['fetch', '-u', user, 'uid', 'mailbox', 'INBOX'])).toContain('uid: 1');
    });
  });
});
