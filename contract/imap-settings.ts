import { z } from 'zod';

export const imapSettings = z.object({
  host: z.string().trim().min(1).max(253),
  port: z.number().int().min(1).max(65_535),
  /** `tls` from the first byte (RFC 8314), `starttls`, or `none`, which is accepted for this computer only. */
  security: z.enum(['tls', 'starttls', 'none']),
  username: z.string().trim().min(1).max(320),
});
export type ImapSettings = z.infer<typeof imapSettings>;
