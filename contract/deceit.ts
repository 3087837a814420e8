import { z } from 'zod';

/** What about a sender may deceive. `shown` is what the person sees, `real` what it is. */
export const senderWarning = z.discriminatedUnion('kind', [
  /** The display name is an address of another domain. */
  z.object({ kind: z.literal('name-is-address'), shown: z.string(), real: z.string() }),
  /** The domain mixes scripts to look like another: its ASCII form is `real`. */
  z.object({ kind: z.literal('mixed-scripts'), shown: z.string(), real: z.string() }),
  /** The domain looks like one the person has much mail from. */
  z.object({ kind: z.literal('looks-like'), shown: z.string(), real: z.string() }),
  /** Answers would go to another organisation. */
  z.object({ kind: z.literal('reply-elsewhere'), shown: z.string(), real: z.string() }),
  /** The display name has characters that change the direction of reading or cannot be seen. */
  z.object({ kind: z.literal('hidden-characters'), shown: z.string(), real: z.string() }),
]);
export type SenderWarning = z.infer<typeof senderWarning>;

/** What about a link may deceive. `real` is the host that it leads to. */
export const linkWarning = z.discriminatedUnion('kind', [
  /** The text names another host. */
  z.object({ kind: z.literal('other-host'), shown: z.string(), real: z.string() }),
  z.object({ kind: z.literal('mixed-scripts'), shown: z.string(), real: z.string() }),
  z.object({ kind: z.literal('looks-like'), shown: z.string(), real: z.string() }),
  /** A user name before the host: made to be taken for it. */
  z.object({ kind: z.literal('user-name'), shown: z.string(), real: z.string() }),
  /** A bare number in place of a name. */
  z.object({ kind: z.literal('number'), shown: z.string(), real: z.string() }),
]);
export type LinkWarning = z.infer<typeof linkWarning>;
