import { z } from 'zod';

const id = z.number().int().positive();

export const accountId = id.brand<'AccountId'>();
export type AccountId = z.infer<typeof accountId>;

export const mailboxId = id.brand<'MailboxId'>();
export type MailboxId = z.infer<typeof mailboxId>;

export const messageId = id.brand<'MessageId'>();
export type MessageId = z.infer<typeof messageId>;

export const proposalId = id.brand<'ProposalId'>();
export type ProposalId = z.infer<typeof proposalId>;

export const batchId = id.brand<'BatchId'>();
export type BatchId = z.infer<typeof batchId>;

export const receiptId = id.brand<'ReceiptId'>();
export type ReceiptId = z.infer<typeof receiptId>;

export const doubtId = id.brand<'DoubtId'>();
export type DoubtId = z.infer<typeof doubtId>;

export const jobId = id.brand<'JobId'>();
export type JobId = z.infer<typeof jobId>;
