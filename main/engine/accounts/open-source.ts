import type { AccountId } from '../../../contract/ids.ts';
import { fail, succeed, type Reply } from '../../../contract/problem.ts';
import type { AccountRow } from '../db/repositories/accounts.ts';
import type { Logger } from '../platform/logger.ts';
import { SecretsUnavailable, type SecretStore } from '../platform/secrets.ts';
import type { MailSource, SourceFactory } from '../sources/port.ts';
import { limitsOf } from './describe.ts';

/** Under which name the keychain has an account's password. */
export function secretName(id: AccountId): string {
  return `account-${id}`;
}

/** Makes the source of an account with its secret; contacts nobody yet. */
export async function openSource(
  account: AccountRow,
  deps: { readonly createSource: SourceFactory; readonly secrets: SecretStore; readonly logger: Logger },
): Promise<Reply<MailSource>> {
  const { createSource, secrets, logger } = deps;
  if (account.kind === 'maildir')
    return succeed(createSource({ kind: 'maildir', path: account.settings.path }));
  try {
    const password = await secrets.get(secretName(account.id));
    if (password === null) return fail('wrong-password');
    const { connections } = limitsOf(account);
    return succeed(createSource({ kind: 'imap', imap: account.settings, password, connections }));
  } catch (error) {
    if (!(error instanceof SecretsUnavailable)) throw error;
    logger.warn({ account: account.id }, 'the keychain does not answer');
    return fail('secrets-unavailable');
  }
}
