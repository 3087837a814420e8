import type { ModelMail, ModelMailbox } from './model.ts';
import { inSet, type Word } from './words.ts';

type Test = (mail: ModelMail) => boolean;

/** Mails that meet all criteria (RFC 3501 §6.4.4, those that clients of ours use). */
export function search(mailbox: ModelMailbox, criteria: readonly Word[]): ModelMail[] {
  const words = [...criteria];
  const tests: Test[] = [];
  while (words.length > 0) tests.push(nextTest(mailbox, words));
  return mailbox.mails.filter((mail) => tests.every((test) => test(mail)));
}

function nextTest(mailbox: ModelMailbox, words: Word[]): Test {
  const word = words.shift() ?? 'ALL';
  if (typeof word !== 'string') {
    const found = new Set(search(mailbox, word));
    return (mail) => found.has(mail);
  }
  const next = () => {
    const argument = words.shift();
    return typeof argument === 'string' ? argument : '';
  };
  const has =
    (flag: string, wanted: boolean): Test =>
    (mail) =>
      mail.flags.includes(flag) === wanted;
  switch (word.toUpperCase()) {
    case 'ALL':
      return () => true;
    case 'UID': {
      const set = next();
      return (mail) => inSet(set, mail.uid, mailbox.mails.at(-1)?.uid ?? 0);
    }
    case 'SINCE': {
      const day = Date.parse(`${next()} UTC`);
      return (mail) => mail.internalDate.getTime() >= day;
    }
    case 'DELETED':
    case 'SEEN':
    case 'FLAGGED':
      return has(`\\${word.charAt(0)}${word.slice(1).toLowerCase()}`, true);
    case 'UNDELETED':
      return has('\\Deleted', false);
    case 'NOT': {
      const test = nextTest(mailbox, words);
      return (mail) => !test(mail);
    }
    case 'OR': {
      const [one, other] = [nextTest(mailbox, words), nextTest(mailbox, words)];
      return (mail) => one(mail) || other(mail);
    }
    case 'HEADER': {
      const [field, value] = [next().toLowerCase(), next().toLowerCase()];
      return (mail) => {
        const lines = mail.source.toString('latin1').toLowerCase().split('\r\n\r\n', 1)[0] ?? '';
        return lines.split('\r\n').some((line) => line.startsWith(`${field}:`) && line.includes(value));
      };
    }
    default:
      throw new Error(`SEARCH ${word}: unknown to the model`);
  }
}
