import { assertNever } from '../contract/assert-never.ts';
import type { Announcement } from '../contract/notices.ts';
import type { Texts } from './texts.ts';

const SUBJECT_LENGTH_MAX = 120;

/** What a notification says; a discreet one names neither people nor subjects nor folders. */
export function noticeWords(
  texts: Texts,
  one: Announcement,
  discreet: boolean,
): { title: string; body: string } {
  switch (one.kind) {
    case 'mail': {
      if (discreet) return { title: texts.importantMail, body: '' };
      const { name, address } = one.sender;
      const subject = one.subject.trim() || texts.noSubject;
      const short =
        subject.length > SUBJECT_LENGTH_MAX ? `${subject.slice(0, SUBJECT_LENGTH_MAX - 1)}…` : subject;
      const where = one.filed
        ? texts.filedIn(one.filed.folder)
        : one.proposal
          ? texts.belongsIn(one.proposal.folder)
          : null;
      return { title: name.trim() || address, body: where === null ? short : `${short}\n${where}` };
    }
    case 'sum':
      return { title: texts.newMails(one.mails), body: discreet ? '' : texts.from(one.senders) };
    case 'digest':
      return { title: texts.newMails(one.mails), body: texts.digest(one.proposals, one.folders, one.filed) };
    case 'demoted':
      return discreet
        ? { title: texts.someFolderAsks, body: '' }
        : { title: texts.demotedTitle(one.folder), body: texts.demotedBody(one.right, one.answers) };
    default:
      return assertNever(one);
  }
}
