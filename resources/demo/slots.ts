import {
  DAY,
  MINUTE,
  clockTime,
  dayDate,
  longDate,
  monthName,
  parisClock,
  shortDate,
  weekday,
  yearOf,
} from './dates.ts';
import { hashText, type Random } from './random.ts';
import { expand, type Filling } from './template.ts';
import { wordsEn } from './texts/words-en.ts';
import { wordsFr } from './texts/words-fr.ts';
import type { Lang, Stream } from './types.ts';

const words: Record<Lang, Readonly<Record<string, readonly string[]>>> = { fr: wordsFr, en: wordsEn };
/** Months, towns and names before which « de » loses its vowel. */
const elided = /\b([Dd])e (?=(?:avril|août|octobre|Annecy|Inès|Awa)\b)/g;
/** Slots that say who takes part: the same inside a word. */
const shared = new Set(['me', 'to', 'who', 'full', 'co', 'site', 'a', 'b', 'c', 'd']);
const hexadecimal = '0123456789abcdef';
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

/** What the texts of one conversation or mail are filled from. */
export interface SlotContext {
  readonly random: Random;
  readonly stream: Stream;
  readonly lang: Lang;
  /** Date of the mail in hand: dates in the text are told from it. */
  readonly at: number;
  /** Values that are already settled, by slot name: a reference in the subject is the one in the body. */
  readonly memo: Map<string, string>;
}

/** "1 234,50 €" or "€1,234.50". */
export function money(cents: number, lang: Lang): string {
  const [whole = '', part = ''] = (cents / 100).toFixed(2).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, lang === 'fr' ? '\u00a0' : ',');
  return lang === 'fr' ? `${grouped},${part}\u00a0€` : `€${grouped}.${part}`;
}

/** `#` becomes a digit (the first one not 0), `@` a capital letter, the rest stays. */
function pattern(shape: string, random: Random): string {
  const first = shape.indexOf('#');
  return shape.replace(/[#@]/g, (mark, at: number) =>
    mark === '#'
      ? String(random.int(at === first ? 1 : 0, 9))
      : letters.charAt(random.int(0, letters.length - 1)),
  );
}

function range(argument: string, low: number, high: number): [number, number] {
  if (argument === '') return [low, high];
  const [from = low, to = from] = argument.split('~').map(Number);
  return [from, to];
}

/** Nobody makes appointments on a Sunday, and only people on a Saturday. */
function openDay(moment: number, stream: Stream): number {
  const day = parisClock(moment).getUTCDay();
  if (day === 0) return moment + DAY;
  const closed = day === 6 && (stream.to === 'work' || stream.voice === 'machine');
  return closed ? moment + 2 * DAY : moment;
}

function dated(
  base: string,
  argument: string,
  { at, lang, random, memo, stream }: SlotContext,
): string | null {
  const ahead = (low: number, high: number): number => {
    const [from, to] = range(argument, low, high);
    const moment = at + random.int(from, to) * DAY;
    return to > 1 ? openDay(moment, stream) : moment;
  };
  switch (base) {
    case 'date':
      return longDate(ahead(4, 28), lang);
    case 'day': {
      const moment = ahead(2, 12);
      if (!memo.has('ms:day')) memo.set('ms:day', String(moment));
      return dayDate(moment, lang);
    }
    case 'past':
      return longDate(ahead(-9, -1), lang);
    case 'short':
      return shortDate(ahead(3, 25));
    case 'pastshort':
      return shortDate(ahead(-9, -1));
    case 'weekday':
      return weekday(ahead(1, 6), lang);
    case 'todayshort':
      return shortDate(at);
    case 'today':
      return longDate(at, lang);
    case 'month':
    case 'demonth':
    case 'thismonth':
    case 'nextmonth': {
      const local = parisClock(at);
      const shift = base === 'nextmonth' ? 1 : base === 'thismonth' ? 0 : -1;
      const middle = Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + shift, 15);
      const text = `${monthName(middle, lang)} ${yearOf(middle)}`;
      if (base !== 'demonth' || lang === 'en') return text;
      return /^[ao]/.test(text) ? `d'${text}` : `de ${text}`;
    }
    case 'year':
      return String(yearOf(at) + range(argument, 0, 0)[0]);
    case 'season':
      return yearOf(at) === yearOf(at + 120 * DAY)
        ? `${yearOf(at) - 1}-${yearOf(at)}`
        : `${yearOf(at)}-${yearOf(at) + 1}`;
    case 'time': {
      const [from, to] = range(argument, 8, 20);
      const minute = random.pick([0, 0, 15, 30, 30, 45, 5, 10, 20, 40, 50, 55]);
      const hour = random.int(from, to);
      if (!memo.has('ms:time')) memo.set('ms:time', String(hour * 60 + minute));
      return clockTime(hour, minute, lang);
    }
    default:
      return null;
  }
}

function amount(key: string, argument: string, context: SlotContext): string {
  const [from, to] = range(argument, 9, 180);
  const round = context.random.pick([1, 10, 5, 95]);
  const cents = context.random.int(from * 100, to * 100 - 1);
  const settled = round === 95 ? Math.floor(cents / 100) * 100 + 90 : cents - (cents % round);
  context.memo.set(`cents:${key}`, String(settled));
  return money(settled, context.lang);
}

function total(context: SlotContext): string {
  let sum = 0;
  for (const [key, value] of context.memo) if (key.startsWith('cents:amount')) sum += Number(value);
  return money(sum, context.lang);
}

function value(name: string, argument: string, context: SlotContext): string {
  const base = name.replace(/\d+$/, '');
  const own = context.stream.words?.[base] ?? words[context.lang][base];
  if (own) return fillTemplate(nested(fresh(own, base, context), name, base), context);
  if (base === 'amount') return amount(name, argument, context);
  if (base === 'total') return total(context);
  if (base === 'n') {
    const [from, to] = range(argument, 2, 9);
    return String(context.random.int(from, to));
  }
  if (base === 'sha')
    return Array.from({ length: 7 }, () => hexadecimal.charAt(context.random.int(0, 15))).join('');
  const date = dated(base, argument, context);
  if (date !== null) return date;
  if (/^\d+~\d+$/.test(argument)) return String(context.random.int(...range(argument, 0, 0)));
  if (argument !== '') return pattern(argument, context.random);
  throw new Error(`no words for the slot {${name}} (${context.lang}, ${context.stream.from ?? 'people'})`);
}

/** Names the slots of a word after the slot it stands in, so that two words do not share their numbers and towns. */
function nested(word: string, name: string, base: string): string {
  const suffix = `${name.slice(base.length)}${10 + (hashText(base) % 90)}`;
  return word.replace(
    /\{(\^?)([a-z]+)(\d*)%?(?=[:}])/g,
    (all, capital: string, slot: string, digits: string) =>
      shared.has(slot) ? all : `{${capital}${slot}${digits}0${suffix}`,
  );
}

/** Prefers a word that this text has not used yet: a newsletter does not tell the same story twice. */
function fresh(list: readonly string[], base: string, context: SlotContext): string {
  const free = list.filter((word) => !context.memo.has(`used:${base}:${word}`));
  const word = context.random.pick(free.length > 0 ? free : list);
  context.memo.set(`used:${base}:${word}`, '');
  return word;
}

/** The day and time a text first spoke of, in milliseconds; null when it did not. */
export function appointment({ memo }: SlotContext): number | null {
  const day = memo.get('ms:day');
  const time = memo.get('ms:time');
  if (day === undefined || time === undefined) return null;
  const local = parisClock(Number(day));
  const midnight = Number(day) - (local.getUTCHours() * 60 + local.getUTCMinutes()) * MINUTE;
  return Math.floor(midnight / MINUTE) * MINUTE + Number(time) * MINUTE;
}

/** Expands a template with the slots of a mail. A slot keeps its first value throughout the conversation. */
export function fillTemplate(template: string, context: SlotContext): string {
  const filling: Filling = {
    choose: (count, tag) => {
      const known = context.memo.get(`choice:${tag}`);
      if (tag !== '' && known !== undefined) return Number(known);
      const index = context.random.int(0, count - 1);
      if (tag !== '') context.memo.set(`choice:${tag}`, String(index));
      return index;
    },
    fill: (name, argument) => {
      const known = context.memo.get(name);
      if (known !== undefined) return known;
      const made = value(name, argument, context);
      context.memo.set(name, made);
      return made;
    },
  };
  const text = expand(template, filling);
  return context.lang === 'fr' ? text.replace(elided, "$1'") : text;
}

/** Repeats `*2~4 line` with numbered slots (`{item%}` → `{item1}`, `{item2}` …), `factor` times as often. */
export function repeatLines(topic: string, random: Random, factor: number): string {
  return topic.replace(/^\*(\d+)~(\d+) (.*)$/gm, (_all, from: string, to: string, line: string) => {
    const count = Math.round(random.int(Number(from), Number(to)) * factor);
    const lines = Array.from({ length: count }, (_none, index) => line.replaceAll('%', String(index + 1)));
    return lines.join('\n').replaceAll(' ⏎ ', '\n');
  });
}
