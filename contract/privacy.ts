import { z } from 'zod';
import { call } from './call.ts';

/** Why a host is contacted. */
export const egressPurpose = z.enum([
  /** Mail is read and moved. */
  'imap',
  /** The domain of an address is looked up in DNS; the host is the name that was asked for. */
  'dns',
  /** A domain is asked for the mail settings that it publishes. */
  'autoconfig',
  /** A server is looked at, whether it takes mail programs. */
  'discovery',
  /** Pictures of a mail are fetched, because the person asked for them. */
  'image',
  /** A language model is downloaded. */
  'model',
  /** A language model elsewhere is asked about mails. */
  'language-model',
]);
export type EgressPurpose = z.infer<typeof egressPurpose>;

/** One host and one reason. Times are milliseconds since 1970. */
export const egressRow = z.object({
  host: z.string(),
  /** Those that were contacted for this, in ascending order. */
  ports: z.array(z.number().int()),
  purpose: egressPurpose,
  firstAt: z.number(),
  lastAt: z.number(),
  connections: z.number().int(),
  /**
   * Bytes, without what encryption adds; null where the transport does not tell, or did not then. Of DNS, what was sent is the
   * questions, each once; what came back is not told.
   */
  sent: z.number().int().nullable(),
  received: z.number().int().nullable(),
  /** It is on this computer: nothing left it. */
  here: z.boolean(),
  /** Server of an account that is in Casier now. */
  ofAccount: z.boolean(),
});
export type EgressRow = z.infer<typeof egressRow>;

const cursor = z.object({ lastAt: z.number(), host: z.string(), purpose: egressPurpose });
export type EgressCursor = z.infer<typeof cursor>;

export const privacyCalls = {
  /** Hosts that were contacted, the last one first. `next` asks for what comes after; null at the end. */
  'privacy.egress': call({
    input: z.object({
      after: cursor.nullable().default(null),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    output: z.object({
      rows: z.array(egressRow),
      next: cursor.nullable(),
      /** Rows in all. */
      total: z.number().int(),
      /** In the last seven days; what is on this computer does not count. */
      week: z.object({
        /** Hosts of the accounts that are in Casier now. */
        mailServers: z.number().int(),
        /** Other hosts, the last one first, twenty at most. */
        others: z.array(z.object({ host: z.string(), purpose: egressPurpose })),
      }),
    }),
  }),
};
