import { describe, select } from './fetching.ts';
import type { Model, ModelMailbox } from './model.ts';
import { search } from './searching.ts';
import { readWords, type Word } from './words.ts';

/** What one connection has selected. */
export interface Selection {
  mailbox: ModelMailbox | null;
}

/** What a well-behaved server answers to a line: responses in order, each with its line end; the tagged one last. */
export function answer(model: Model, selection: Selection, tag: string, line: string): string[] {
  const [name = '', ...rest] = readWords(line);
  const isUid = text(name).toUpperCase() === 'UID';
  const command = text(isUid ? rest[0] : name).toUpperCase();
  const words = isUid ? rest.slice(1) : rest;
  const ok = (said = 'done') => `${tag} OK ${said}\r\n`;
  const no = (said: string) => [`${tag} NO ${said}\r\n`];
  switch (command) {
    case 'CAPABILITY':
      return [`* CAPABILITY ${model.capabilities}\r\n`, ok()];
    case 'NAMESPACE':
      return [`* NAMESPACE (("" ${quoteDelimiter(model)})) NIL NIL\r\n`, ok()];
    case 'ID':
      return ['* ID ("name" "scripted" "vendor" "tests")\r\n', ok()];
    case 'ENABLE':
      return ['* ENABLED\r\n', ok()];
    case 'LOGIN':
    case 'NOOP':
    case 'CHECK':
      return [ok()];
    case 'LOGOUT':
      return ['* BYE see you\r\n', ok()];
    case 'LIST':
    case 'LSUB':
      return [...list(model, command, words), ok()];
    case 'STATUS':
      return status(model, words, ok(), no('[NONEXISTENT] no such mailbox'));
    case 'SELECT':
    case 'EXAMINE': {
      const mailbox = model.find(text(words[0]));
      selection.mailbox = mailbox ?? null;
      if (!mailbox) return no('[NONEXISTENT] no such mailbox');
      return [...opened(mailbox), ok(command === 'SELECT' ? '[READ-WRITE] open' : '[READ-ONLY] open')];
    }
    case 'CREATE':
      if (model.find(text(words[0]))) return no('[ALREADYEXISTS] it is there');
      model.create(text(words[0]));
      return [ok()];
    default:
      return selection.mailbox
        ? answerSelected(model, selection.mailbox, { command, isUid, words }, { tag, ok })
        : [`${tag} BAD ${command}: nothing is selected\r\n`];
  }
}

function answerSelected(
  model: Model,
  mailbox: ModelMailbox,
  { command, isUid, words }: { command: string; isUid: boolean; words: readonly Word[] },
  { tag, ok }: { tag: string; ok: (said?: string) => string },
): string[] {
  const set = text(words[0]);
  switch (command) {
    case 'SEARCH': {
      const found = search(mailbox, words);
      const numbers = found.map((mail) => (isUid ? mail.uid : mailbox.mails.indexOf(mail) + 1));
      return [`* SEARCH${numbers.map((number) => ` ${number}`).join('')}\r\n`, ok()];
    }
    case 'FETCH':
      return [...select(mailbox, set, isUid).map((mail) => describe(mailbox, mail, words.slice(1))), ok()];
    case 'STORE':
      return [...store(mailbox, set, isUid, words), ok()];
    case 'COPY':
    case 'MOVE': {
      const target = model.find(text(words[1]));
      if (!target) return [`${tag} NO [TRYCREATE] no such mailbox\r\n`];
      const mails = select(mailbox, set, isUid);
      const numbers = mails.map((mail) => mailbox.mails.indexOf(mail) + 1).reverse();
      const uids = model.transfer(mailbox, mails, target, command === 'COPY');
      const code = `[COPYUID ${target.uidvalidity} ${mails.map(({ uid }) => uid).join(',')} ${uids.join(',')}]`;
      if (mails.length === 0) return [ok()];
      if (command === 'COPY') return [ok(`${code} copied`)];
      return [`* OK ${code} moved\r\n`, ...numbers.map((number) => `* ${number} EXPUNGE\r\n`), ok()];
    }
    case 'EXPUNGE': {
      const gone = mailbox.mails.filter(
        (mail) => mail.flags.includes('\\Deleted') && (!isUid || select(mailbox, set, true).includes(mail)),
      );
      const numbers = gone.map((mail) => mailbox.mails.indexOf(mail) + 1).reverse();
      mailbox.mails = mailbox.mails.filter((mail) => !gone.includes(mail));
      return [...numbers.map((number) => `* ${number} EXPUNGE\r\n`), ok()];
    }
    default:
      return [`${tag} BAD ${command}: unknown to the model\r\n`];
  }
}

function list(model: Model, command: string, words: readonly Word[]): string[] {
  const pattern = text(words.filter((word) => typeof word === 'string').at(1));
  if (pattern === '') return [`* LIST (\\Noselect) ${quoteDelimiter(model)} ""\r\n`];
  const all = [...model.mailboxes.values()];
  const wanted = pattern === '*' || pattern === '%' ? all : [model.find(pattern)].filter((one) => !!one);
  return wanted.map(
    ({ name, attributes }) => `* ${command} (${attributes}) ${quoteDelimiter(model)} ${quote(name)}\r\n`,
  );
}

function status(model: Model, words: readonly Word[], ok: string, no: string[]): string[] {
  const mailbox = model.find(text(words[0]));
  if (!mailbox) return no;
  const values: Record<string, number> = {
    MESSAGES: mailbox.mails.length,
    UIDNEXT: mailbox.uidnext,
    UIDVALIDITY: mailbox.uidvalidity,
    UNSEEN: mailbox.mails.filter((mail) => !mail.flags.includes('\\Seen')).length,
    RECENT: 0,
  };
  const items = [words[1] ?? []].flat().flatMap((item) => {
    const name = text(item).toUpperCase();
    return name in values ? [`${name} ${values[name] ?? 0}`] : [];
  });
  return [`* STATUS ${quote(mailbox.name)} (${items.join(' ')})\r\n`, ok];
}

function opened(mailbox: ModelMailbox): string[] {
  return [
    '* FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft)\r\n',
    '* OK [PERMANENTFLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft \\*)] kept\r\n',
    `* ${mailbox.mails.length} EXISTS\r\n`,
    '* 0 RECENT\r\n',
    `* OK [UIDVALIDITY ${mailbox.uidvalidity}] valid\r\n`,
    `* OK [UIDNEXT ${mailbox.uidnext}] next\r\n`,
  ];
}

function store(mailbox: ModelMailbox, set: string, isUid: boolean, words: readonly Word[]): string[] {
  const action = text(words[1]).toUpperCase();
  const flags = [words[2] ?? []].flat().map(text);
  return select(mailbox, set, isUid).map((mail) => {
    const others = mail.flags.filter((flag) => !flags.includes(flag));
    if (action.startsWith('+')) mail.flags = [...others, ...flags];
    else mail.flags = action.startsWith('-') ? others : flags;
    return action.endsWith('.SILENT') ? '' : describe(mailbox, mail, ['UID', 'FLAGS']);
  });
}

function quote(name: string): string {
  return `"${name.replace(/["\\]/g, '\\$&')}"`;
}

function quoteDelimiter({ delimiter }: Model): string {
  return delimiter === 'NIL' ? 'NIL' : quote(delimiter);
}

function text(word: Word | undefined): string {
  return typeof word === 'string' ? word : '';
}
