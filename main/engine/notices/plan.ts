import type { NoticeSettings } from '../../../contract/notices.ts';
import { digestTimes } from './digest-times.ts';
import { quietUntil } from './quiet.ts';

/** More mails that came together are told of as a sum. */
export const MOST_SINGLE = 3;
/** What waited longer, because nobody was there to show it, is told of as a sum. */
const FRESH_MS = 30 * 60_000;

/** Something that was not told of yet. */
export interface Waiting {
  readonly id: number;
  /** When it happened, milliseconds since 1970. */
  readonly at: number;
  /** From a VIP, or called urgent by a rule. */
  readonly important: boolean;
  /** A folder that asks again, and not a mail. */
  readonly demoted?: boolean;
}

export type PlannedKind = 'mail' | 'sum' | 'digest' | 'demoted';

export interface Plan {
  /** What to announce now, and of which waiting things. */
  readonly announce: readonly { readonly kind: PlannedKind; readonly ids: readonly number[] }[];
  /** What will not be told of at all. */
  readonly forget: readonly number[];
  /** Up to when digests are settled now. */
  readonly digestDone: number;
  /** When to look again at the latest; null when only a change can matter. */
  readonly wakeAt: number | null;
}

/**
 * What is told when: important mail one by one as it comes, more than a few as a sum; the rest with the digest. In quiet
 * hours nothing; what came in them comes with the first digest after, or as a sum when there are no digests. `digestDone`
 * is that of the plan before: digests that were missed (the computer slept, Casier was off) are one, as soon as it may be.
 */
export function planNotices(from: {
  readonly waiting: readonly Waiting[];
  readonly settings: NoticeSettings;
  /** Null when there was never a plan. */
  readonly digestDone: number | null;
  readonly now: number;
}): Plan {
  const { waiting, settings, now } = from;
  const quietEnd = quietUntil(settings, now);
  const times = digestTimes(settings, now);
  const done = from.digestDone ?? now;
  if (quietEnd !== null) return { announce: [], forget: [], digestDone: done, wakeAt: quietEnd };

  const loud: number[] = [];
  const late: number[] = [];
  const rest: number[] = [];
  const demoted: number[] = [];
  for (const one of waiting) {
    if (one.demoted === true) demoted.push(one.id);
    else if (!isLoud(one, settings)) rest.push(one.id);
    else if (quietUntil(settings, one.at) !== null) (times === null ? late : rest).push(one.id);
    else if (now - one.at > FRESH_MS) late.push(one.id);
    else loud.push(one.id);
  }
  const announce: { kind: PlannedKind; ids: readonly number[] }[] = [];
  if (settings.tell !== 'nobody')
    announce.push(...demoted.map((id) => ({ kind: 'demoted' as const, ids: [id] })));
  const single = loud.length > MOST_SINGLE ? [] : loud;
  announce.push(...single.map((id) => ({ kind: 'mail' as const, ids: [id] })));
  const sum = [...late, ...loud.slice(single.length)];
  if (sum.length > 0) announce.push({ kind: 'sum', ids: sum });

  const due = times !== null && times.last > done;
  if (due && rest.length > 0) announce.push({ kind: 'digest', ids: rest });
  const silent = settings.tell === 'nobody' ? demoted : [];
  return {
    announce,
    forget: times === null ? [...silent, ...rest] : silent,
    digestDone: times === null ? done : Math.max(done, times.last),
    wakeAt: times === null ? null : times.next,
  };
}

function isLoud(one: Waiting, { tell }: NoticeSettings): boolean {
  return tell === 'everything' || (tell === 'important' && one.important);
}
