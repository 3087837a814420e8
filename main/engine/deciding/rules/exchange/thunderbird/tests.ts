import { askExists, askHeader, askText } from '../fields.ts';
import { not, or, test, type Logic } from '../logic.ts';
import { shownSize } from '../measures.ts';
import type { Match } from '../words.ts';
import type { Term } from './terms.ts';

/** What Thunderbird's operators compare, and whether the opposite is meant. */
const operators: Readonly<Record<string, { readonly match: Match; readonly opposite?: true }>> = {
  contains: { match: 'contains' },
  "doesn't contain": { match: 'contains', opposite: true },
  is: { match: 'is' },
  "isn't": { match: 'is', opposite: true },
  'begins with': { match: 'begins' },
  'ends with': { match: 'ends' },
};

const fields: Readonly<Record<string, readonly string[]>> = {
  subject: ['subject'],
  from: ['from'],
  to: ['to'],
  cc: ['cc'],
  'to or cc': ['recipient'],
  'all addresses': ['from', 'recipient'],
  body: ['body'],
};

/** The condition that a term asks; null when rules cannot ask it. */
export function readTerm({ attribute, operator, value }: Term): Logic | null {
  const name = attribute.toLowerCase();
  switch (name) {
    case 'size':
      return measure('size', operator, /^\d+$/.test(value.trim()) ? shownSize(Number(value) * 1024) : null);
    case 'age in days':
      return measure('age', operator, /^\d+$/.test(value.trim()) ? `${Number(value)} days` : null);
    case 'has attachment status':
      return test({ kind: 'flag', field: 'attachment', is: operator !== "isn't" });
    default: {
      const asked = (fields[name] ?? [name]).map((field) => askField(field, operator, value));
      const known = asked.filter((logic) => logic !== null);
      if (known.length < asked.length) return null;
      const operated = operators[operator];
      const isOpposite = operated?.opposite === true || operator === 'is empty';
      return isOpposite ? not(or(known)) : or(known);
    }
  }
}

function askField(field: string, operator: string, value: string): Logic | null {
  if (operator === 'is empty' || operator === "isn't empty") {
    if (field === 'subject' || field === 'body') return askText(field, 'regex', ['[^ ]'], 'text');
    return field === 'recipient' ? askHeader('recipient', 'matches', ['*?*']) : askExists(field);
  }
  const operated = operators[operator];
  if (!operated || knownToThunderbirdAlone.has(field)) return null;
  if (field === 'body') return askText('body', operated.match, [value], 'text');
  return askHeader(field, operated.match, [value]);
}

/** Attributes that are no header fields. */
const knownToThunderbirdAlone = new Set(
  'date,priority,status,junk status,junk percent,junk score origin,tag,label,folder flag,msg key,uint32 property'.split(
    ',',
  ),
);

function measure(field: 'size' | 'age', operator: string, amount: string | null): Logic | null {
  const sign = operator === 'is greater than' ? '>' : operator === 'is less than' ? '<' : null;
  if (sign === null || amount === null) return null;
  return test({ kind: 'measure', field, amounts: [`${sign} ${amount}`] });
}
