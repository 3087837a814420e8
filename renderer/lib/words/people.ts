import type { Address } from '../../../contract/mail.ts';

/** How a person or machine is called in a list: the display name, else the address. */
export function nameOf(address: Address): string {
  return address.name.trim() || address.address;
}

/** Name and address, as in a mail's header; the address alone when there is no name. */
export function fullNameOf(address: Address): string {
  const name = address.name.trim();
  if (name === '' || name === address.address) return address.address;
  return address.address === '' ? name : `${name} <${address.address}>`;
}
