import type { Reply } from '../../../contract/problem.ts';
import { succeed } from '../../../contract/problem.ts';
import type { MailSource } from '../sources/port.ts';

const TIMEOUT_MS = 30_000;

/** What a look at an account found. */
export interface Findings {
  readonly mailboxes: number;
  /** In the inbox. */
  readonly messages: number;
  readonly capabilities: string[];
}

/** Signs in and looks around, then closes the source; `given` up, it gives `cancelled`. */
export async function tryAccount(source: MailSource, given: AbortSignal): Promise<Reply<Findings>> {
  try {
    const signal = AbortSignal.any([given, AbortSignal.timeout(TIMEOUT_MS)]);
    const mailboxes = await source.listMailboxes(signal);
    if (!mailboxes.ok) return mailboxes;
    const inbox = mailboxes.value.find((mailbox) => mailbox.role === 'inbox');
    const state = inbox ? await source.state(inbox.path, signal) : null;
    if (state && !state.ok) return state;
    const capabilities = await source.capabilities(signal);
    if (!capabilities.ok) return capabilities;
    return succeed({
      mailboxes: mailboxes.value.length,
      messages: state?.value.messages ?? 0,
      capabilities: capabilities.value,
    });
  } finally {
    await source.close();
  }
}
