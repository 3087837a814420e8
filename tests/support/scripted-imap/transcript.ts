/**
 * Transcripts of IMAP sessions: plain text that a person can read, one file a quirk.
 *
 *     # Where the quirk is documented.
 *     @capabilities IMAP4rev1 UIDPLUS MOVE       what the server offers
 *     @delimiter .                               hierarchy delimiter, or NIL
 *     @mailbox INBOX | \HasNoChildren | a b      a mailbox, its LIST attributes, its mails by name
 *     @uidvalidity INBOX 0
 *     @mail a | X-GM-MSGID 1 | FLAGS (\Seen)     what FETCH tells of a mail beside the usual
 *     S: * OK ready                              before the first C: the greeting
 *     C: UID FETCH … BODY.PEEK[]…                a line of the client without its tag; … stands for anything
 *     S: * 1 FETCH (UID 1 BODY[] {a})            a line of the server; {a} is mail a as a literal, {tag} the client's tag
 *     R: "* 2 FE"                                bytes as a JSON string, nothing added
 *     @default s/UID \d+//                       the well-behaved answer, each response of it changed
 *     @wait 20 | @drop | @end | @hang            milliseconds; RST; FIN; never another byte
 *     @once                                      only once: afterwards the well-behaved answer
 *
 * Blocks with the same C: line are used one after the other, the last one for good; a line that has no block gets the
 * well-behaved answer of the model.
 */
export interface Transcript {
  readonly capabilities: string;
  readonly delimiter: string;
  readonly mailboxes: readonly { name: string; attributes: string; mails: readonly string[] }[];
  readonly uidvalidity: ReadonlyMap<string, number>;
  readonly mails: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly greeting: readonly Step[];
  readonly blocks: readonly Block[];
}

export interface Block {
  readonly pattern: string;
  readonly regexp: RegExp;
  readonly steps: readonly Step[];
  readonly once: boolean;
}

export type Step =
  | { readonly kind: 'send'; readonly text: string }
  | { readonly kind: 'default'; readonly edits: readonly { from: RegExp; to: string }[] }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'drop' | 'end' | 'hang' };

const usualCapabilities = 'IMAP4rev1 UIDPLUS MOVE IDLE NAMESPACE SPECIAL-USE';

export function parseTranscript(text: string): Transcript {
  const parsed = {
    capabilities: usualCapabilities,
    delimiter: '/',
    mailboxes: [] as Transcript['mailboxes'][number][],
    uidvalidity: new Map<string, number>(),
    mails: new Map<string, Map<string, string>>(),
    greeting: [] as Step[],
    blocks: [] as { pattern: string; regexp: RegExp; steps: Step[]; once: boolean }[],
  };
  for (const line of text.split('\n')) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const [, head = '', rest = ''] = /^(C:|S:|R:|@\w+) ?(.*)$/.exec(line) ?? [];
    const block = parsed.blocks.at(-1);
    const steps = block?.steps ?? parsed.greeting;
    switch (head) {
      case 'C:':
        parsed.blocks.push({ pattern: rest, regexp: toRegExp(rest), steps: [], once: false });
        break;
      case 'S:':
        steps.push({ kind: 'send', text: `${rest}\r\n` });
        break;
      case 'R:':
        steps.push({ kind: 'send', text: JSON.parse(rest) as string });
        break;
      case '@default':
        steps.push({ kind: 'default', edits: [...rest.matchAll(/s\/(.*?)\/(.*?)\/(\w*)/g)].map(toEdit) });
        break;
      case '@wait':
        steps.push({ kind: 'wait', ms: Number(rest) });
        break;
      case '@drop':
      case '@end':
      case '@hang':
        steps.push({ kind: head.slice(1) as 'drop' | 'end' | 'hang' });
        break;
      case '@once':
        if (block) block.once = true;
        break;
      case '@capabilities':
        parsed.capabilities = rest;
        break;
      case '@delimiter':
        parsed.delimiter = rest;
        break;
      case '@mailbox': {
        const [name = '', attributes = '', mails = ''] = rest.split(' | ').map((part) => part.trim());
        parsed.mailboxes.push({ name, attributes, mails: mails.split(' ').filter(Boolean) });
        break;
      }
      case '@uidvalidity': {
        const cut = rest.lastIndexOf(' ');
        parsed.uidvalidity.set(rest.slice(0, cut), Number(rest.slice(cut + 1)));
        break;
      }
      case '@mail': {
        const [name = '', ...items] = rest.split(' | ').map((part) => part.trim());
        const pairs = items.map((item) => [item.split(' ', 1)[0] ?? '', item.replace(/^\S+ /, '')] as const);
        parsed.mails.set(name, new Map(pairs));
        break;
      }
      default:
        throw new Error(`not a line of a transcript: ${line}`);
    }
  }
  return parsed;
}

function toEdit([, from = '', to = '', flags]: RegExpExecArray): { from: RegExp; to: string } {
  return { from: new RegExp(from, flags), to: to.replace(/\\r/g, '\r').replace(/\\n/g, '\n') };
}

function toRegExp(pattern: string): RegExp {
  const parts = pattern.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'is');
}
