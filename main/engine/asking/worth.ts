import type { MailFeatures } from '../../../contract/mail.ts';
import type { Decider } from '../deciding/index.ts';
import type { Worth } from './digest.ts';

/** What the words of a mail are worth to an account's classifier; nothing where it has none. */
export function worthFor(decider: Decider | undefined, mail: MailFeatures): Worth {
  const worth = decider?.worth(mail) ?? new Map<string, number>();
  return (word) => worth.get(word) ?? 0;
}
