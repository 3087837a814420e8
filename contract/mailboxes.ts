import { z } from 'zod';
import { call } from './call.ts';
import { accountId, mailboxId } from './ids.ts';
import { mailboxRole } from './mail.ts';

export const mailbox = z.object({
  id: mailboxId,
  accountId,
  /** Full path on the server, its parts joined with `/` whatever the server's delimiter is. */
  path: z.string(),
  /** Last part of the path. */
  name: z.string(),
  role: mailboxRole,
  total: z.number().int(),
  unread: z.number().int(),
});
export type Mailbox = z.infer<typeof mailbox>;

export const mailboxCalls = {
  'mailboxes.list': call({ input: z.object({ accountId: accountId.optional() }), output: z.array(mailbox) }),
  'mailboxes.create': call({
    input: z.object({ accountId, path: z.string().trim().min(1).max(200) }),
    output: z.object({ id: mailboxId }),
  }),
};
