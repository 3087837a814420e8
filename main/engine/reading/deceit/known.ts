import type { Clock } from '../../platform/clock.ts';
import { countSenders } from '../../db/repositories/mail/senders.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { domainOf, lookOf, oneSlipApart, organisationOf, ownNameOf } from './domains.ts';

/** With so much mail an organisation is known: others may try to look like it. */
const KNOWN_MAILS = 5;
/** One slip apart says nothing of short names. */
const SLIP_LENGTH = 7;
const FRESH_MS = 600_000;

/** Those that are most often imitated, known to everyone even before their first mail. */
const FAMOUS =
  'paypal.com microsoft.com office.com apple.com icloud.com google.com gmail.com amazon.com netflix.com facebook.com instagram.com linkedin.com dropbox.com docusign.com adobe.com ameli.fr impots.gouv.fr laposte.fr'.split(
    ' ',
  );

/** The organisations that a person has mail from. */
export interface KnownOrganisations {
  /** How much mail is from this domain's organisation. */
  readonly mailsFrom: (host: string) => number;
  /** The known organisation that this one looks like without being it; null for most. */
  readonly imitated: (host: string) => string | null;
}

/** From counts of mails by organisation (`bank.co.uk`). */
export function knownOrganisations(counts: ReadonlyMap<string, number>): KnownOrganisations {
  const names = new Map<string, string>();
  const looks = new Map<string, string>();
  for (const domain of [...FAMOUS, ...counts.keys()]) {
    const famous = FAMOUS.includes(domain);
    if (!famous && (counts.get(domain) ?? 0) < KNOWN_MAILS) continue;
    const name = ownNameOf(domain);
    looks.set(lookOf(name), domain);
    if (name.length >= SLIP_LENGTH && !famous) names.set(name, domain);
  }
  return {
    mailsFrom: (host) => counts.get(organisationOf(host)) ?? 0,
    imitated(host) {
      const own = organisationOf(host);
      if ((counts.get(own) ?? 0) >= KNOWN_MAILS || FAMOUS.includes(own)) return null;
      const name = ownNameOf(host);
      const look = looks.get(lookOf(name));
      // The same name under another suffix is usually the same firm abroad.
      if (look !== undefined && ownNameOf(look) !== name) return look;
      if (name.length < SLIP_LENGTH) return null;
      for (const [known, domain] of names) if (oneSlip(known, name)) return domain;
      return null;
    },
  };
}

function oneSlip(known: string, name: string): boolean {
  // A number that differs is how firms name their machines: mail1, mail2.
  return oneSlipApart(known, name) && known.replace(/\d/g, '') !== name.replace(/\d/g, '');
}

/** Keeps what is known up to date without asking the database for each mail. */
export function rememberKnown(db: ReadableDb, clock: Clock): () => KnownOrganisations {
  let known: KnownOrganisations | null = null;
  let at = -Infinity;
  return () => {
    if (known === null || clock.now() - at > FRESH_MS) {
      const counts = new Map<string, number>();
      for (const { address, count } of countSenders(db)) {
        const organisation = organisationOf(domainOf(address));
        counts.set(organisation, (counts.get(organisation) ?? 0) + count);
      }
      known = knownOrganisations(counts);
      at = clock.now();
    }
    return known;
  };
}
