import { succeed } from '../../../contract/problem.ts';
import { egressPurpose, type EgressPurpose, type EgressRow } from '../../../contract/privacy.ts';
import type { Settings } from '../../../contract/settings.ts';
import type { WritableDb } from '../db/handles.ts';
import { listAccounts } from '../db/repositories/accounts.ts';
import {
  countEgress,
  listEgress,
  recordTraffic,
  recordWhereRoom,
  type EgressSum,
} from '../db/repositories/egress.ts';
import type { HandlersOf } from '../handlers.ts';
import type { Clock } from '../platform/clock.ts';
import { isLoopback } from '../sources/imap/loopback.ts';
import { Outside } from '../platform/outside.ts';
import type { OnTraffic, Traffic } from '../platform/traffic.ts';
import { currentSettings } from '../settings/calls.ts';

const WEEK_MS = 7 * 24 * 60 * 60_000;
/** More are not named in one sentence. */
const OTHERS = 20;

/** What the rest of the engine needs to keep to the person's wishes about the outside. */
export interface Privacy {
  readonly outside: Outside;
  /** Notes a contact for a purpose, before it is made. */
  readonly contact: (host: string, port: number, purpose: EgressPurpose) => void;
  /** Notes what such a contact carried. */
  readonly carried: (traffic: Traffic & { readonly purpose: EgressPurpose }) => void;
  /** What connections to mail servers tell. */
  readonly ofMail: { readonly onEgress: (host: string, port: number) => void; readonly onTraffic: OnTraffic };
  /** Follows the settings: nothing is connected any more when it returns, where the person went offline. */
  readonly follow: (settings: Settings) => void;
  readonly calls: HandlersOf<'privacy'>;
}

/** The room that knows what left this computer, and whether anything may. */
export function openPrivacy(deps: { readonly db: WritableDb; readonly clock: Clock }): Privacy {
  const { db, clock } = deps;
  const contact: Privacy['contact'] = (host, port, purpose) =>
    recordWhereRoom(db, { host, port, purpose, at: clock.now() });
  const outside = new Outside(currentSettings(db).offline);
  return {
    outside,
    contact,
    carried: (traffic) => recordTraffic(db, traffic),
    ofMail: {
      onEgress: (host, port) => contact(host, port, 'imap'),
      onTraffic: (traffic) => recordTraffic(db, { ...traffic, purpose: 'imap' }),
    },
    follow: ({ offline }) => void outside.set(offline),
    calls: {
      'privacy.egress': ({ after, limit }) => {
        const own = new Set(
          listAccounts(db).flatMap((account) => (account.kind === 'imap' ? [account.settings.host] : [])),
        );
        const rows = listEgress(db, { after, limit: limit + 1 }).map((sum) => describe(sum, own));
        const page = rows.slice(0, limit);
        const last = page.at(-1);
        const recent = listEgress(db, { since: clock.now() - WEEK_MS, limit: 1000 })
          .map((sum) => describe(sum, own))
          .filter(({ here }) => !here);
        return succeed({
          rows: page,
          next:
            rows.length > limit && last
              ? { lastAt: last.lastAt, host: last.host, purpose: last.purpose }
              : null,
          total: countEgress(db),
          week: {
            mailServers: new Set(recent.filter((row) => row.ofAccount).map(({ host }) => host)).size,
            others: recent
              .filter((row) => !row.ofAccount)
              .slice(0, OTHERS)
              .map(({ host, purpose }) => ({ host, purpose })),
          },
        });
      },
    },
  };
}

function describe(sum: EgressSum, own: ReadonlySet<string>): EgressRow {
  const purpose = egressPurpose.parse(sum.purpose);
  return {
    host: sum.host,
    ports: sum.ports,
    purpose,
    firstAt: sum.firstAt,
    lastAt: sum.lastAt,
    connections: sum.connections,
    sent: sum.sent,
    received: sum.received,
    here: purpose !== 'dns' && isLoopback(sum.host),
    ofAccount: (purpose === 'imap' || purpose === 'discovery') && own.has(sum.host),
  };
}
