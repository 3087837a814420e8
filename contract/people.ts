import { z } from 'zod';
import { call, event } from './call.ts';

export const person = z.object({
  /** In lower case. */
  address: z.string(),
  /** As the newest mail spells it; may be empty. */
  name: z.string(),
  /** Whether their mail is told of as it comes. */
  vip: z.boolean(),
});
export type Person = z.infer<typeof person>;

const addressText = z
  .string()
  .trim()
  .toLowerCase()
  .max(320)
  .regex(/^\S+@\S+$/u);

export const peopleCalls = {
  /** All VIPs, by name. */
  'people.list': call({ input: z.object({}), output: z.array(person) }),
  /** People who wrote, whose name or address has a word that begins so; those who wrote last come first. */
  'people.search': call({
    input: z.object({
      query: z.string().max(200),
      limit: z.number().int().min(1).max(50).default(8),
    }),
    output: z.array(person),
  }),
  /** Makes somebody a VIP, or takes that back; they need not have written yet. Holds for all their mail at once. */
  'people.setVip': call({
    input: z.object({ address: addressText, name: z.string().max(500).optional(), vip: z.boolean() }),
    output: person,
  }),
};

export const peopleEvents = {
  /** Somebody became a VIP, or is none any more. */
  'people.changed': event({ payload: z.object({ address: z.string(), vip: z.boolean() }) }),
};
