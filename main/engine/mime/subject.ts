// Reply and forward marks as mail programs write them in the languages people here receive, with counters (`Re[2]:`).
const replyMark =
  /^(?:re|ré|réf|ref|rép|rep|aw|antw|sv|vs|odp|rv|r|res|fw|fwd|tr|wg|i|enc|rif|doorst|vl|vb|trans|transf)\s*(?:\[\d+\]|\(\d+\)|\^\d+)?\s*[:：]\s*/iu;
const listTag = /^\[[^\]\n]{1,40}\]\s*/u;

/** A subject without reply and forward marks and list tags, so that the mails of one conversation share it. */
export function normaliseSubject(subject: string): string {
  let rest = subject.replace(/\s+/gu, ' ').trim();
  for (;;) {
    const shorter = rest.replace(replyMark, '').replace(listTag, '');
    if (shorter === rest) return rest;
    if (shorter === '') return rest;
    rest = shorter;
  }
}
