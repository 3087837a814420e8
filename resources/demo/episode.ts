import { DAY, HOUR, MINUTE, parisClock } from './dates.ts';
import { toLetter, type Cast, type Scale, type Written } from './letter.ts';
import { hashText, type Random } from './random.ts';
import { appointment, fillTemplate, repeatLines, type SlotContext } from './slots.ts';
import type { Letter, Person, Stream } from './types.ts';

/** The owner of the mailbox, at home and at work. */
export const owner = {
  home: { name: 'Camille Vasseur', address: 'camille@vasseur.example' },
  work: { name: 'Camille Vasseur', address: 'camille.vasseur@atelier-lumen.example' },
};

const postscripts = {
  fr: "PS : [une question ? Plutôt|pour en parler, c'est possible] {day} vers {time}, au 01 99 00 {n77:10~99} {n78:10~99}.",
  en: 'PS: [any question? Try|happy to talk on] {day} around {time}, on 01632 960{n77:100~999}.',
};

const perMail = ['n77', 'n78', 'hi', 'bye', 'to', 'who', 'full', 'sig'];

/** Splits `Name <address>`. */
export function readPerson(text: string): Person {
  const [, name = '', address = ''] = /^(.*?)\s*<([^>]+)>$/.exec(text) ?? [];
  if (address === '') throw new Error(`not a person: ${text}`);
  return { name, address };
}

const firstName = (person: Person): string => person.name.split(' ')[0] ?? person.name;

function castOf(stream: Stream, random: Random, scale: Scale): Cast {
  const me = owner[stream.to ?? 'home'];
  const people = random.shuffle(stream.people ?? []).map(readPerson);
  const sender = stream.from === undefined ? people[0] : readPerson(stream.from);
  if (!sender) throw new Error('a stream needs a sender or people');
  const speakers = new Map<string, Person>([['me', me]]);
  const [one = sender, ...others] = people;
  for (const [index, person] of [one, ...others].entries()) {
    const address = stream.voice === 'forge' ? sender.address : person.address;
    speakers.set(String.fromCharCode(97 + index), { name: person.name, address });
  }
  speakers.set('from', sender);
  const site = (stream.list?.address ?? sender.address).split('@')[1] ?? 'casier.example';
  return { stream, random, speakers, me, site, scale };
}

/** Moves a moment to an hour at which this kind of sender writes, the same day. */
function plausibleHour(at: number, stream: Stream, random: Random): number {
  const local = parisClock(at);
  const day = at - (local.getUTCHours() * HOUR + local.getUTCMinutes() * MINUTE);
  const [from, to] = stream.to === 'work' ? [8, 18] : stream.voice === 'person' ? [8, 22] : [5, 21];
  const moved = day + random.int(from, to) * HOUR + random.int(0, 59) * MINUTE + random.int(0, 59) * 1000;
  const weekend = [0, 6].includes(local.getUTCDay());
  return stream.to === 'work' && weekend && stream.voice !== 'machine' ? moved - 2 * DAY : moved;
}

/** Writes one topic of a stream: a mail, or a conversation of several, oldest first. `sequence` must differ for each. */
export function writeEpisode(
  stream: Stream,
  random: Random,
  start: number,
  sequence: number,
  scale: Scale,
): Written[] {
  const cast = castOf(stream, random, scale);
  const topic = repeatLines(random.pick(stream.topics), random, scale.repeat);
  const [subjectLine = '', ...rest] = topic.split('\n');
  const parts = rest.join('\n').split(/^>>> (\w+)\n/m);
  const turns: [speaker: string, body: string][] = [];
  if ((parts[0] ?? '').trim() !== '') turns.push(['from', parts[0] ?? '']);
  for (let i = 1; i + 1 < parts.length; i += 2) turns.push([parts[i] ?? 'from', parts[i + 1] ?? '']);
  const kept = turns.length > 2 && random.chance(0.35) ? turns.slice(0, random.int(2, turns.length)) : turns;

  const memo = new Map<string, string>([['me', firstName(cast.me)]]);
  for (const [label, person] of cast.speakers) if (label.length === 1) memo.set(label, firstName(person));
  memo.set('co', cast.speakers.get('from')?.name ?? '');
  memo.set('site', cast.site);

  const written: Written[] = [];
  let at = plausibleHour(start, stream, random);
  for (const [label, body] of kept) {
    const speaker = cast.speakers.get(label) ?? cast.me;
    const previous = written.at(-1)?.letter;
    const context: SlotContext = { random, stream, lang: stream.lang, at, memo };
    for (const name of perMail) memo.delete(name);
    const signed = stream.words?.who && label !== 'me';
    if (!signed) memo.set('who', firstName(speaker));
    memo.set('full', speaker.name);
    memo.set('to', firstName(previous && previous.from.name !== speaker.name ? previous.from : cast.me));
    const subject = previous ? replySubject(previous.subject, speaker) : fillTemplate(subjectLine, context);
    const draft = {
      body: fillTemplate(dressed(body, speaker, cast, previous), context),
      subject,
      at,
      when: appointment(context),
    };
    const id = `${sequence.toString(36)}.${written.length}.${random.int(0x1000_0000, 0xffff_ffff).toString(36)}`;
    written.push({ letter: toLetter(cast, speaker, draft, id, written), mine: label === 'me' });
    at = answerTime(at, stream, random);
  }
  return written;
}

/** When the next one answers: within hours or days, not at night, and at work not on a weekend. */
function answerTime(at: number, stream: Stream, random: Random): number {
  const next = at + (random.chance(0.6) ? random.int(8, 300) * MINUTE : random.int(6, 50) * HOUR);
  const local = parisClock(next);
  const hour = local.getUTCHours();
  const awake = hour < 7 ? next + 7 * HOUR : hour > 19 && stream.to === 'work' ? next + 12 * HOUR : next;
  const weekend = [0, 6].includes(parisClock(awake).getUTCDay());
  return weekend && stream.to === 'work' ? awake + 2 * DAY : awake;
}

function replySubject(subject: string, speaker: Person): string {
  if (/^re ?:/i.test(subject)) return subject;
  return `${hashText(speaker.name) % 4 === 0 ? 'RE: ' : 'Re: '}${subject}`;
}

/** Adds greeting, farewell and signature to what a person writes, and a postscript to any text that needs one. */
function dressed(body: string, speaker: Person, cast: Cast, previous: Letter | undefined): string {
  const { stream, random, me } = cast;
  const postscript = cast.scale.postscript ? `\n\n${postscripts[stream.lang]}` : '';
  const start = body.search(/^@/m);
  const main = (start < 0 ? body : body.slice(0, start)).trim();
  const files = start < 0 ? '' : `\n${body.slice(start)}`;
  if (stream.voice !== 'person' && stream.voice !== 'list') return `${main}${postscript}${files}`;
  const polite = stream.voice === 'list' ? 0.45 : previous ? 0.5 : 0.93;
  const greeting = !main.includes('{to}') && random.chance(polite) ? '{hi}\n\n' : '';
  const farewell = random.chance(previous ? 0.7 : 0.94) ? '\n\n{bye}\n{who}' : '';
  const signs = stream.words?.sig !== undefined && speaker.address !== me.address && random.chance(0.6);
  return `${greeting}${main}${farewell}${postscript}${signs ? '\n\n--\n{sig}' : ''}${files}`;
}
