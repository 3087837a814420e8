import { DAY, HOUR, MINUTE, parisClock, quoteIntro } from './dates.ts';
import { extraHeaders, handOf, smallPrint, typeset } from './dress.ts';
import { invitation, paper, picture } from './files.ts';
import { designedHtml, noteHtml } from './looks.ts';
import { plainText, readMarkup, type Body } from './markup.ts';
import type { Random } from './random.ts';
import { createRandom, hashText } from './random.ts';
import { appointment, fillTemplate, repeatLines, type SlotContext } from './slots.ts';
import type { Attachment, Letter, Person, Stream } from './types.ts';

/** The owner of the mailbox, at home and at work. */
export const owner = {
  home: { name: 'Camille Vasseur', address: 'camille@vasseur.example' },
  work: { name: 'Camille Vasseur', address: 'camille.vasseur@atelier-lumen.example' },
};

/** How large mails come out: 1 is short. */
export interface Scale {
  /** Factor on repeated lines. */
  readonly repeat: number;
  /** Share of attached pictures that are as large as a photo from a telephone program (200 kB). */
  readonly photos: number;
}

/** A letter, and whether the owner wrote it. */
export interface Written {
  readonly letter: Letter;
  readonly mine: boolean;
}

/** One mail's words, before they are laid out. */
interface Draft {
  readonly body: string;
  readonly subject: string;
  readonly at: number;
  /** The appointment it makes, if any. */
  readonly when: number | null;
}

/** What the mails of one conversation share. */
interface Cast {
  readonly stream: Stream;
  readonly random: Random;
  readonly speakers: ReadonlyMap<string, Person>;
  readonly me: Person;
  readonly site: string;
  readonly scale: Scale;
}

const perMail = ['hi', 'bye', 'to', 'who', 'full', 'sig'];

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

/** Adds greeting, farewell and signature to what a person writes. */
function dressed(body: string, speaker: Person, cast: Cast, previous: Letter | undefined): string {
  const { stream, random } = cast;
  if (stream.voice !== 'person' && stream.voice !== 'list') return body;
  const [main = '', files = ''] = body.split(/^(?=@)/m);
  const greets = main.includes('{to}')
    ? false
    : stream.voice === 'person'
      ? random.chance(previous ? 0.5 : 0.93)
      : random.chance(0.45);
  const signs = random.chance(previous ? 0.7 : 0.94);
  const signature =
    stream.words?.sig && speaker.address !== cast.me.address && random.chance(0.6) ? '\n\n--\n{sig}' : '';
  return `${greets ? '{hi}\n\n' : ''}${main.trim()}${signs ? `\n\n{bye}\n{who}` : ''}${signature}\n${files}`;
}

function toLetter(cast: Cast, speaker: Person, draft: Draft, id: string, before: readonly Written[]): Letter {
  const { stream, random, site, me } = cast;
  const machine = stream.voice === 'machine' || stream.voice === 'news';
  const style = createRandom(hashText(machine ? site : speaker.address + speaker.name));
  const hand = handOf(style, machine);
  const body = readMarkup(typeset(draft.body, stream.lang, hand));
  const tag = stream.voice === 'list' && stream.list && before.length === 0 ? `[${stream.list.tag}] ` : '';
  const subject = tag + typeset(draft.subject, stream.lang, hand);
  const previous = before.at(-1)?.letter;
  const link = (label: string): string => linkTo(label, site, stream, random);
  const width = stream.voice === 'list' || (machine && style.chance(0.5)) ? 74 : 0;
  const text = plainText(body.blocks, link, width, stream.lang) + tail(cast, previous);
  const look = stream.look ?? (stream.voice === 'news' ? 'news' : machine ? 'card' : 'text');
  const note = look === 'note' || (look === 'text' && stream.voice === 'person' && style.chance(0.45));
  const designed = look === 'card' || look === 'news' || look === 'html';
  const footer = designed ? smallPrint(stream, speaker.name, site, me.address, random) : [];
  const html = designed
    ? designedHtml(
        body.blocks,
        { lang: stream.lang, company: speaker.name, site, subject, style, random, link, footer },
        look === 'news',
      )
    : note
      ? noteHtml(text, style)
      : null;
  const domain = stream.voice === 'forge' ? site : (speaker.address.split('@')[1] ?? site);
  const root = before[0]?.letter.messageId ?? '';
  const files = attachmentsOf(body, draft, cast, speaker, text, id);
  return {
    from: speaker,
    ...recipients(cast, speaker, before),
    subject,
    date: draft.at,
    messageId: `${id}@${domain}`,
    references: before.map(({ letter }) => letter.messageId),
    headers:
      speaker.address === me.address
        ? [['User-Agent', 'Casier/0.1']]
        : extraHeaders(stream, site, hand, random, root),
    text: designed ? `${text}\n-- \n${footer.map((line) => line.replace(' → ', ' : ')).join('\n')}\n` : text,
    html,
    withText: look !== 'html',
    attachments: files.attachments,
    calendar: files.calendar,
    charset: hand.charset,
    encoding: hand.encoding,
    received: speaker.address !== me.address || stream.voice === 'list',
  };
}

function linkTo(label: string, site: string, stream: Stream, random: Random): string {
  const token = (): string => random.int(0x1000_0000, 0xffff_ffff).toString(36);
  if (stream.voice !== 'news') {
    const slug = label
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .replace(/[^A-Za-z0-9]+/g, '-')
      .toLowerCase()
      .slice(0, 24);
    return `https://${site}/${slug.replace(/^-|-$/g, '')}/${token()}`;
  }
  return `https://clic.${site}/c/${token()}${token()}?u=${token()}${token()}${token()}&utm_source=lettre&utm_medium=email&utm_campaign=${token()}`;
}

function tail({ stream, site, random }: Cast, previous: Letter | undefined): string {
  const quote = previous && stream.voice !== 'forge' ? quotation(previous, stream) : '';
  if (stream.voice === 'list') {
    const list = stream.list?.address ?? '';
    return `${quote}\n_______________________________________________\n${stream.list?.tag} — ${list}\nhttps://${site}/listes/${list.split('@')[0]}\n`;
  }
  if (stream.voice === 'forge') {
    const label = stream.lang === 'fr' ? 'Voir en ligne ou se désabonner' : 'View it online or unsubscribe';
    return `\n-- \n${label} : https://${site}/n/${random.int(0x1000_0000, 0xffff_ffff).toString(36)}\n`;
  }
  return quote;
}

function quotation(previous: Letter, stream: Stream): string {
  const own = previous.text.split(/\n(?:_{20}|-- \n)/)[0] ?? '';
  const lines = own.trimEnd().split('\n').slice(0, 24);
  const intro = quoteIntro(previous.date, stream.lang, previous.from.name);
  return `\n${intro}\n${lines.map((line) => (line.startsWith('>') ? `>${line}` : `> ${line}`)).join('\n')}\n`;
}

function recipients(cast: Cast, speaker: Person, before: readonly Written[]): { to: Person[]; cc: Person[] } {
  const { stream, me } = cast;
  if (stream.voice === 'list' && stream.list)
    return { to: [{ name: '', address: stream.list.address }], cc: [] };
  if (stream.voice !== 'person') return { to: [me], cc: [] };
  const people = new Map<string, Person>();
  for (const { letter } of before)
    for (const one of [letter.from, ...letter.to, ...letter.cc]) people.set(one.address, one);
  people.delete(speaker.address);
  const first = before.at(-1)?.letter.from;
  if (speaker.address === me.address) {
    const other = cast.speakers.get('a') ?? me;
    const to = first && first.address !== me.address ? first : other;
    people.delete(to.address);
    return { to: [to], cc: [...people.values()] };
  }
  people.delete(me.address);
  return { to: [me], cc: [...people.values()] };
}

function attachmentsOf(
  body: Body,
  draft: Draft,
  { random, me, scale }: Cast,
  speaker: Person,
  text: string,
  id: string,
): { attachments: Attachment[]; calendar: string | null } {
  const attachments: Attachment[] = [];
  let calendar: string | null = null;
  for (const { kind, name } of body.wanted) {
    if (kind === 'pdf') {
      const content = paper([
        speaker.name,
        draft.subject,
        '',
        ...text.split('\n').map((line) => line.slice(0, 96)),
      ]);
      attachments.push({ filename: `${name}.pdf`, type: 'application/pdf', content });
    } else if (kind === 'png') {
      const large = random.chance(scale.photos);
      const content = large ? picture(random, 560, 540) : picture(random);
      attachments.push({ filename: `${name}.png`, type: 'image/png', content });
    } else {
      const start = draft.when ?? Math.ceil(draft.at / HOUR) * HOUR + 2 * DAY;
      const [title = name, place = ''] = name.split(' @ ');
      const minutes = random.pick([30, 45, 60, 90]);
      const guests = [me];
      calendar = invitation({
        uid: `${id}@agenda.example`,
        title,
        place,
        stamp: draft.at,
        start,
        minutes,
        organiser: speaker,
        guests,
      });
    }
  }
  return { attachments, calendar };
}
