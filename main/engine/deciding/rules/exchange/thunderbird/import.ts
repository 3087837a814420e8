import type { ExchangeNote } from '../../../../../../contract/rules.ts';
import { and, NO, or, sizeOf, toGroup, YES, type Logic } from '../logic.ts';
import { Names, Report, type Imported } from '../notes.ts';
import { readAction, type Doing } from './actions.ts';
import { readFilterFile, type Attribute, type FilterLines } from './file.ts';
import { readTerms, type Term } from './terms.ts';
import { readTerm } from './tests.ts';

/** When a filter runs, as bits of `type`: on new mail (inbox, after junk detection), or from time to time. */
const RUNS_BY_ITSELF = 1 | 32 | 256;
const RUNS_BY_HAND = 16;

/**
 * Reads Thunderbird's filters (`msgFilterRules.dat`) as rules. What rules cannot say is noted; a condition of which a part is lost
 * never becomes wider by it. Never throws.
 */
export function importThunderbird(text: string): Imported {
  const report = new Report();
  const names = new Names();
  const { filters, unreadable } = readFilterFile(text);
  for (const { line, detail } of unreadable) report.add('', line, 'unreadable', detail);
  const rules: Imported['rules'] = [];
  for (const filter of filters) {
    const read = readFilter(filter, report);
    if (read === null) continue;
    const form = { ...emptyForm, ...read, labels: read.labels, name: names.take(filter.name.value) };
    rules.push({ form, line: filter.name.line });
  }
  return { rules, notes: report.notes };
}

const emptyForm = {
  accounts: [],
  move: [],
  archive: false,
  flag: false,
  read: false,
  priority: null,
  vip: false,
  confidence: null,
  stop: false,
};

function readFilter({ name, rest }: FilterLines, report: Report) {
  const tell: Tell = (line, code, detail) => report.add(name.value, line, code, detail);
  const doing: Doing = { labels: [] };
  const before = report.notes.length;
  let logic: Logic | null = null;
  let isOff = false;
  for (const [index, attribute] of rest.entries()) {
    const { name: key, value, line } = attribute;
    switch (key) {
      case 'enabled':
        isOff ||= value.toLowerCase() === 'no';
        break;
      case 'type':
        isOff ||= isNeverRun(attribute, tell);
        break;
      case 'action': {
        const next = rest[index + 1];
        const given = next?.name === 'actionvalue' ? next.value : '';
        readAction(value, given, doing, (code, detail) => tell(line, code, detail));
        break;
      }
      case 'condition':
        logic = readCondition(attribute, tell);
        break;
      case 'actionvalue':
      case 'description':
      case 'customid':
      case 'scriptname':
      case 'version':
      case 'logging':
        break;
      default:
        tell(line, 'unreadable', `${key}="${value}"`);
    }
  }
  if (isOff) {
    tell(name.line, 'disabled', 'enabled="no"');
    return null;
  }
  if (logic === null) tell(name.line, 'unreadable', 'condition');
  const { labels, ...others } = doing;
  const isIdle = labels.length === 0 && Object.keys(others).length === 0;
  if (isIdle && report.notes.length === before) tell(name.line, 'unreadable', 'action');
  const condition = toGroup(logic ?? NO);
  if (isIdle || condition === null || !report.mayGrow(sizeOf(logic ?? NO))) return null;
  return { ...doing, condition };
}

type Tell = (line: number, code: ExchangeNote['code'], detail: string) => void;

function isNeverRun({ value, line }: Attribute, tell: Tell): boolean {
  const bits = Number.parseInt(value, 10) || RUNS_BY_ITSELF;
  if ((bits & RUNS_BY_ITSELF) !== 0) return false;
  // Started by hand only: as a rule it makes proposals, which the person answers.
  if ((bits & RUNS_BY_HAND) === 0) return true;
  tell(line, 'approximate', `type="${value}"`);
  return false;
}

/** Thunderbird's own window writes `AND` or `OR` throughout; each change is one more level. */
const MAX_CHANGES = 32;

/** Terms are joined from left to right, whatever stands between them. */
function readCondition({ value, line }: Attribute, tell: Tell): Logic {
  const terms = readTerms(value);
  if (terms === 'all') return YES;
  if (terms === null) {
    tell(line, 'unreadable', value);
    return NO;
  }
  let open: Logic[] = [];
  let join: Term['join'] = 'and';
  let changes = 0;
  for (const [index, term] of terms.entries()) {
    const asked = readTerm(term);
    if (asked === null) tell(line, 'unknown-test', `${term.attribute},${term.operator},${term.value}`);
    if (index > 0 && term.join !== join) {
      // What is open is joined as a whole; the first term's own word does not count.
      if ((changes += 1) > MAX_CHANGES) {
        tell(line, 'unreadable', value);
        return NO;
      }
      if (index > 1) open = [join === 'and' ? and(open) : or(open)];
      join = term.join;
    }
    open.push(asked ?? NO);
  }
  return join === 'and' ? and(open) : or(open);
}
