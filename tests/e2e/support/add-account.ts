import type { Page } from 'playwright-core';
import type fr from '../../../resources/locales/fr.json';
import type { ImapSettings } from '../../../contract/accounts.ts';

/** Types the settings of an account by hand into the form, as a person whose provider is not known has to; does not send it. */
export async function typeAccount(
  page: Page,
  { accounts }: Pick<typeof fr, 'accounts'>,
  account: { address: string; imap: ImapSettings; password: string },
): Promise<void> {
  await page.getByTestId('add-imap').click();
  await page.getByLabel(accounts.address).fill(account.address);
  await page.getByTestId('by-hand').click();
  await page.getByLabel(accounts.password, { exact: true }).fill(account.password);
  await page.getByLabel(accounts.host).fill(account.imap.host);
  await page.getByLabel(accounts.port).fill(String(account.imap.port));
  await page.getByLabel(accounts.username).fill(account.imap.username);
  await page.getByRole('combobox', { name: accounts.security }).click();
  await page.getByRole('option', { name: accounts.securities.none, exact: true }).click();
}
