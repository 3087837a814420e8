import { DAY, HOUR, quoteIntro } from './dates.ts';
import { extraHeaders, handOf, smallPrint, typeset } from './dress.ts';
import { invitation, paper, picture } from './files.ts';
import { designedHtml, noteHtml } from './looks.ts';
import { plainText, readMarkup, type Body } from './markup.ts';
import { createRandom, hashText, type Random } from './random.ts';
import type { Attachment, Letter, Person, Stream } from './types.ts';

/** How large mails come out: 1 is short. */
export interface Scale {
  /** Factor on repeated lines. */
  readonly repeat: number;
  /** Share of attached pictures that are as large as a photo from a telephone program (200 kB). */
  readonly photos: number;
  /** Whether each mail gets a last line of its own. */
  readonly postscript: boolean;
}

/** A letter, and whether the owner wrote it. */
export interface Written {
  readonly letter: Letter;
  readonly mine: boolean;
}

/** One mail's words, before they are laid out. */
export interface Draft {
  readonly body: string;
  readonly subject: string;
  readonly at: number;
  /** The appointment it makes, if any. */
  readonly when: number | null;
}

/** What the mails of one conversation share. */
export interface Cast {
  readonly stream: Stream;
  readonly random: Random;
  readonly speakers: ReadonlyMap<string, Person>;
  readonly me: Person;
  readonly site: string;
  readonly scale: Scale;
}

/** Lays out what a speaker wrote, after the mails that went before: text, HTML, headers and attachments. */
export function toLetter(
  cast: Cast,
  speaker: Person,
  draft: Draft,
  id: string,
  before: readonly Written[],
): Letter {
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
