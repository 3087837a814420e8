import type { Account } from '../../contract/accounts.ts';
import type { Engine } from '../engine/options.ts';
import { ask, CommandFailed } from './ask.ts';
import { exitCode } from './outcome.ts';
import type { Texts } from './texts.ts';

/**
 * The account named (by name or address, capitals aside), or all of them.
 * @throws CommandFailed when there is none
 */
export async function chooseAccounts(
  engine: Engine,
  named: string | undefined,
  texts: Texts,
): Promise<Account[]> {
  const accounts = await ask(engine, 'accounts.list', {});
  if (accounts.length === 0) {
    throw new CommandFailed({ code: 'not-found' }, exitCode.usage, texts.noAccounts);
  }
  if (named === undefined) return accounts;
  const wanted = named.toLowerCase();
  const chosen = accounts.filter(
    ({ name, address }) => name.toLowerCase() === wanted || address.toLowerCase() === wanted,
  );
  if (chosen.length === 0) {
    throw new CommandFailed({ code: 'not-found' }, exitCode.usage, texts.noAccount(named));
  }
  return chosen;
}
