import { createHash } from 'node:crypto';
import type { Address } from '../../../contract/mail.ts';
import type { HeaderField } from './parsed-mail.ts';

/** What identity is made from. */
export interface IdentitySource {
  readonly messageId: string | null;
  readonly from: Address;
  readonly headers: readonly HeaderField[];
  readonly size: number;
}

/**
 * The same text for the same mail in whatever mailbox, on whatever day it is read, and another for another mail.
 * Message-ID alone is not enough: some programs repeat it (digests, bounces, printers). The raw Date field is used, not
 * the corrected date, which may depend on when the copy was delivered. Without a Message-ID the fields a person sees and
 * the size stand in.
 */
export function identityOf(mail: IdentitySource): string {
  const hash = createHash('sha1');
  if (mail.messageId !== null) {
    hash.update(`id\n${mail.messageId}\n${mail.from.address}\n${field(mail, 'date')}`);
  } else {
    const fields = ['from', 'to', 'cc', 'date', 'subject'].map((name) => field(mail, name));
    hash.update(`fields\n${fields.join('\n')}\n${mail.size}`);
  }
  return hash.digest('base64url');
}

function field(mail: IdentitySource, name: string): string {
  const found = mail.headers.find((header) => header.name.toLowerCase() === name);
  return found ? found.value.replace(/\s+/g, ' ').trim() : '';
}
