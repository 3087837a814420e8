import { domainToUnicode } from 'node:url';
import { getDomain, getDomainWithoutSuffix } from 'tldts';
import { rectifyConfusion } from 'unicode-confusables';

/** What is registered of a host name: `mail.bank.co.uk` is of `bank.co.uk`; the host itself where no public suffix is known. */
export function organisationOf(host: string): string {
  const lower = host.toLowerCase().replace(/\.$/, '');
  return getDomain(lower, { allowPrivateDomains: false }) ?? lower;
}

/** The name without what is common to all: `bank` of `mail.bank.co.uk`. */
export function ownNameOf(host: string): string {
  const lower = host.toLowerCase().replace(/\.$/, '');
  return getDomainWithoutSuffix(lower, { allowPrivateDomains: false }) ?? lower;
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

/** What a name looks like to a person: characters of one look are one character (UTS 39 §4). */
export function lookOf(name: string): string {
  return rectifyConfusion(rectifyConfusion(name.normalize('NFKC').toLowerCase()).toLowerCase());
}

const SCRIPTS = {
  latin: /\p{Script=Latin}/u,
  cyrillic: /\p{Script=Cyrillic}/u,
  greek: /\p{Script=Greek}/u,
  armenian: /\p{Script=Armenian}/u,
  cherokee: /\p{Script=Cherokee}/u,
  coptic: /\p{Script=Coptic}/u,
} as const;

/**
 * Whether a host name is written to be taken for another: alphabets that look alike within one label, or a label of a foreign
 * alphabet that reads as plain Latin letters. Names in one honest alphabet, and East Asian ones with Latin letters, are not.
 */
export function deceivesByScript(host: string): boolean {
  return domainToUnicode(host.toLowerCase())
    .split('.')
    .some((label) => {
      // eslint-disable-next-line no-control-regex -- plain ASCII can deceive in other ways only
      if (/^[\x00-\x7f]*$/.test(label)) return false;
      const scripts = Object.values(SCRIPTS).filter((script) => script.test(label)).length;
      if (scripts > 1) return true;
      return !SCRIPTS.latin.test(label) && /^[a-z0-9-]{2,}$/.test(lookOf(label));
    });
}

/** The name as the person would see it where it is shown as meant: `xn--…` in its own letters. */
export function readableHost(host: string): string {
  return domainToUnicode(host) || host;
}

/** Whether one character was put in, left out, changed, or two were swapped. */
export function oneSlipApart(one: string, other: string): boolean {
  if (one === other || Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  let end = 0;
  while (
    end < Math.min(one.length, other.length) - start &&
    one[one.length - 1 - end] === other[other.length - 1 - end]
  )
    end += 1;
  const a = one.slice(start, one.length - end);
  const b = other.slice(start, other.length - end);
  return (
    (a.length <= 1 && b.length <= 1) || (a.length === 2 && b.length === 2 && a[0] === b[1] && a[1] === b[0])
  );
}
