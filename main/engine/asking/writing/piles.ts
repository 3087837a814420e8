import type { MailFeatures } from '../../../../contract/mail.ts';
import { causeOf } from '../../deciding/index.ts';
import { newestFirst, type Heap, type PileMail } from './heap.ts';
import { organisationOf } from './organisation.ts';
import { joinByWords } from './words.ts';

/** Fewer mails need no folder of their own. */
export const LEAST_MAILS = 5;
/** More are not looked through by anybody at once. */
const MOST_PILES = 12;

/**
 * Heaps mails that could have a folder of their own: by list and sender, then those of one organisation together, then those
 * whose subjects share telling words. Heaps of five mails and more, largest first. Pure: the same mails give the same heaps.
 * @param isProvider whether a domain gives addresses to anybody, so that its people have nothing in common
 */
export function pileUp(mails: readonly PileMail[], isProvider: (domain: string) => boolean): Heap[] {
  return joinByWords(joinByOrganisation(bySource(mails), isProvider))
    .filter((heap) => heap.mails.length >= LEAST_MAILS)
    .slice(0, MOST_PILES);
}

function bySource(mails: readonly PileMail[]): Heap[] {
  return merge(mails, ({ mail }) => {
    const { cause, groupKey } = causeOf(mail, { sender: true, subject: false, thread: false });
    return { key: groupKey, bond: cause.kind === 'list' ? 'list' : 'sender', label: cause.label };
  });
}

/** Senders of one domain belong together where it is an organisation's; a machine is one also at a provider's. */
function joinByOrganisation(heaps: readonly Heap[], isProvider: (domain: string) => boolean): Heap[] {
  const kept: Heap[] = [];
  const joined = new Map<string, Heap[]>();
  for (const heap of heaps) {
    const domain = heap.mails[0]?.mail.from.address.split('@')[1] ?? '';
    const people = isProvider(domain) && !heap.mails.every(({ mail }) => isMachine(mail));
    if (heap.bond === 'list' || domain === '' || people) kept.push(heap);
    else {
      const organisation = organisationOf(domain);
      joined.set(organisation, [...(joined.get(organisation) ?? []), heap]);
    }
  }
  const organisations = [...joined].map(([organisation, own]): Heap => {
    const [only, ...others] = own;
    if (only !== undefined && others.length === 0) return only;
    const all = newestFirst(own.flatMap((heap) => heap.mails));
    return { key: `organisation:${organisation}`, bond: 'organisation', label: organisation, mails: all };
  });
  return [...kept, ...organisations];
}

function isMachine({ machine }: MailFeatures): boolean {
  return machine.unsubscribe || machine.bulk || machine.autoSubmitted;
}

function merge(
  mails: readonly PileMail[],
  traitOf: (mail: PileMail) => Pick<Heap, 'key' | 'bond' | 'label'>,
): Heap[] {
  const heaps = new Map<string, Heap & { readonly mails: PileMail[] }>();
  for (const one of mails) {
    const trait = traitOf(one);
    const known = heaps.get(trait.key);
    if (known) known.mails.push(one);
    else heaps.set(trait.key, { ...trait, mails: [one] });
  }
  return [...heaps.values()];
}
