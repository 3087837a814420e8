import type { Address as PostalAddress } from 'postal-mime';
import type { Address } from '../../../contract/mail.ts';
import { cleanLine } from './clean.ts';

/** Nobody reads more recipients than this, and a hostile mail may name a million. */
const MAX_ADDRESSES = 200;

/** Addresses of one field, groups opened (RFC 5322 §3.4), the addr-spec in lower case. */
export function flattenAddresses(addresses: readonly PostalAddress[] | undefined): Address[] {
  const flat: Address[] = [];
  for (const entry of addresses ?? []) {
    for (const mailbox of entry.group ?? [entry]) {
      if (flat.length === MAX_ADDRESSES) return flat;
      const address = {
        name: cleanLine(mailbox.name, 200),
        address: cleanLine(mailbox.address, 320).toLowerCase(),
      };
      if (address.name !== '' || address.address !== '') flat.push(address);
    }
  }
  return flat;
}
