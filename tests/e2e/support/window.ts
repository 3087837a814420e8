import type { Locator, Page } from 'playwright-core';
import type { Account } from '../../../contract/accounts.ts';
import type { CallInput, CallName, CallOutput } from '../../../contract/index.ts';
import type { Reply } from '../../../contract/problem.ts';
import { waitFor } from '../../support/wait-for.ts';

/** Asks through the window's own bridge: to know what is, never to act in the person's place. */
export async function askWindow<N extends CallName>(
  page: Page,
  name: N,
  input: CallInput<N>,
): Promise<CallOutput<N>> {
  const call = `casier.invoke(${JSON.stringify(name)}, ${JSON.stringify(input)})`;
  const reply = await page.evaluate<Reply<CallOutput<N>>>(call);
  if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.problem)}`);
  return reply.value;
}

/** Waits until the only account is synced and everything in its inbox has been decided; gives the account. */
export async function waitUntilDecided(page: Page): Promise<Account> {
  return waitFor(
    async () => {
      const { accounts, waiting, deciding, revision } = await askWindow(page, 'status.get', {});
      const [account] = accounts;
      const quiet = !deciding && waiting > 0 && typeof account?.lastSyncAt === 'number';
      return (
        quiet &&
        (await shows(page, revision)) &&
        account.status === 'live' &&
        account.progress === null &&
        account
      );
    },
    { timeout: 120_000, every: 100 },
  );
}

/** Whether the list of proposals, if it is on the screen, is of this revision: what is newer cannot be approved from it. */
async function shows(page: Page, revision: number): Promise<boolean> {
  const list = page.getByTestId('waiting-count');
  return (await list.count()) === 0 || (await list.getAttribute('data-revision')) === String(revision);
}

/** Waits until nothing is queued any more. */
export async function waitUntilFiled(page: Page): Promise<void> {
  await waitFor(async () => (await askWindow(page, 'status.get', {})).jobs.queued === 0);
}

/** Rows of the triage list. */
export function groupRows(page: Page): Locator {
  return page.getByTestId('group-row');
}

/** The number that a row shows beside its name. */
export async function countIn(row: Locator): Promise<number> {
  const label = await row.getByTestId('approve-group').getAttribute('aria-label');
  const digits = /\d[\d\s,.\u202f\u00a0]*/.exec(label ?? '')?.[0] ?? '';
  return Number(digits.replace(/\D/g, ''));
}
