import type { Address, MailFeatures } from '../../../../contract/mail.ts';
import type { RuleFlagField, RuleTextField } from '../../../../contract/rules.ts';
import { shownAddress } from './rule.ts';

/** What each text field of a condition looks at: wordings, one of which has to be what was asked for. */
export const textFields: Readonly<Record<RuleTextField, (mail: MailFeatures) => string[]>> = {
  from: (mail) => addressTexts([mail.from]),
  to: (mail) => addressTexts(mail.to),
  cc: (mail) => addressTexts(mail.cc),
  recipient: (mail) => addressTexts([...mail.to, ...mail.cc]),
  subject: (mail) => [mail.subject],
  body: (mail) => [mail.body],
  'list-id': (mail) => (mail.listId === null ? [] : [mail.listId]),
  attachment: (mail) => mail.attachments.map((attachment) => attachment.filename),
  language: (mail) => (mail.language === null ? [] : [mail.language]),
};

/** Fields that may be asked for with yes or no. */
export const flagFields: Readonly<Record<RuleFlagField, (mail: MailFeatures) => boolean>> = {
  'list-id': (mail) => mail.listId !== null,
  attachment: (mail) => mail.attachments.length > 0,
  unsubscribe: (mail) => mail.machine.unsubscribe,
  automatic: (mail) => mail.machine.bulk || mail.machine.autoSubmitted,
};

/** Wordings of addresses: `Name <address>` for parts, name and address alone for `=`. */
function addressTexts(addresses: readonly Address[]): string[] {
  return addresses.flatMap((one) => [shownAddress(one), one.address, one.name]);
}
