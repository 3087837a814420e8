import type { SenderWarning } from '../../../../contract/deceit.ts';
import type { Address } from '../../../../contract/mail.ts';
import { deceivesByScript, domainOf, organisationOf, readableHost } from './domains.ts';
import type { KnownOrganisations } from './known.ts';

/** An address, or a name of a host that cannot be anything else, within a display name. */
const ADDRESS = /[\p{L}\p{N}._%+-]+@((?:[\p{L}\p{N}-]+\.)+\p{L}{2,})/u;
/** Characters that turn the direction of reading of what follows (UAX 9 §2.1, §2.2). */
const TURNING = /[\u202a-\u202e]/;
/** Anybody can have an address there within a minute. */
const FREE =
  /^(?:gmail\.com|googlemail\.com|outlook\.[a-z.]+|hotmail\.[a-z.]+|live\.[a-z.]+|yahoo\.[a-z.]+|ymail\.com|aol\.com|gmx\.[a-z]+|mail\.(?:com|ru)|proton(?:mail)?\.[a-z]+|yandex\.[a-z]+|icloud\.com|zoho\.com|laposte\.net)$/;

export interface SenderToJudge {
  readonly from: Address;
  readonly replyTo: readonly Address[];
  /** It came by a mailing list or as bulk mail: those write names and answers in their own way. */
  readonly list: boolean;
}

/** What about a sender may deceive; empty for nearly all mail. */
export function senderWarnings(
  { from, replyTo, list }: SenderToJudge,
  known: KnownOrganisations,
): SenderWarning[] {
  const found: SenderWarning[] = [];
  const host = domainOf(from.address);
  const name = from.name.trim();
  if (TURNING.test(name)) found.push({ kind: 'hidden-characters', shown: name, real: from.address });
  const named = ADDRESS.exec(name);
  const namedHost = named?.[1];
  if (
    named !== null &&
    namedHost !== undefined &&
    !list &&
    organisationOf(namedHost) !== organisationOf(host) &&
    // Forwarders keep the old address within the new one (bob=example.org@forwarder.example).
    !from.address.includes(namedHost.toLowerCase())
  )
    found.push({ kind: 'name-is-address', shown: named[0], real: from.address });
  if (host !== '' && deceivesByScript(host))
    found.push({ kind: 'mixed-scripts', shown: readableHost(host), real: host });
  else {
    const imitated = host === '' ? null : known.imitated(host);
    if (imitated !== null) found.push({ kind: 'looks-like', shown: imitated, real: organisationOf(host) });
  }
  const elsewhere = list ? undefined : replyTo.find((answer) => leadsAway(answer, host, known));
  if (elsewhere !== undefined)
    found.push({ kind: 'reply-elsewhere', shown: from.address, real: elsewhere.address });
  return found;
}

/** Answers of an organisation that would go to a mailbox that anybody could have, and that has never written. */
function leadsAway(answer: Address, host: string, known: KnownOrganisations): boolean {
  const there = domainOf(answer.address);
  if (there === '' || host === '' || FREE.test(host)) return false;
  if (organisationOf(there) === organisationOf(host)) return false;
  return FREE.test(there) || deceivesByScript(there) || known.imitated(there) !== null;
}
