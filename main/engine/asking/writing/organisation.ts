/** Labels under a country's own that many organisations share, as in `co.uk` and `gouv.fr`. */
const SHARED = new Set([
  'ac',
  'asso',
  'co',
  'com',
  'edu',
  'gc',
  'gob',
  'gouv',
  'gov',
  'govt',
  'net',
  'nhs',
  'org',
]);

/** The part of a domain that one organisation has for itself: `example.co.uk` of `news.mail.example.co.uk`. */
export function organisationOf(domain: string): string {
  const labels = domain.split('.');
  const [last = '', second = ''] = labels.toReversed();
  return labels.slice(last.length === 2 && SHARED.has(second) ? -3 : -2).join('.');
}

/** What an organisation calls itself, as far as its domain tells: `Rail Azur` of `rail-azur.co.uk`. */
export function organisationName(domain: string): string {
  const [name = ''] = organisationOf(domain).split('.');
  return name
    .split('-')
    .filter(Boolean)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}
