import { describe, expect, it } from 'vitest';
import { ruleForm, type RuleForm } from '../../../../../contract/rules.ts';
import { readRules } from '../read.ts';
import { writeRules } from '../write.ts';
import { exportSieve, importSieve, importThunderbird } from './index.ts';

/** CASIER_FUZZ asks for more, CASIER_SEED for others. */
const INPUTS = Number(process.env['CASIER_FUZZ'] ?? 1000);
const seed = Number(process.env['CASIER_SEED'] ?? 4);

const sieveBits =
  'if elsif else anyof allof not header address envelope exists size body true false stop keep discard fileinto addflag setflag ' +
  'require redirect :is :contains :matches :regex :over :under :domain :localpart :all :comparator :copy :flags :text ( ) { } [ ] , ; ' +
  '"subject" "from" "to" "cc" "list-id" "x-a" "*a?b*" "=x" "/y/" "é" "" "\\\\Seen" "i;octet" "A.B/c" 100K 5M 12 # /* */ text: . \n';
const thunderbirdBits =
  'name=" enabled="no" type="17" action="Move action="Move to folder" actionValue=" imap://a@b/ %41 %E9 &AOk- condition=" AND OR ( ) , ' +
  'subject from body size \\"x-a\\" contains is begins with ends with is empty doesn\'t contain " \\" \\ ALL 12 é = \n';

/** Texts of one language by chance: sound ones with some words exchanged, and heaps of words. */
function* scripts(bits: string, sound: string, random: () => number): Generator<string> {
  const words = bits.split(/(?<=\S) +/);
  const int = (below: number): number => Math.floor(random() * below);
  const pick = (): string => words[int(words.length)] ?? '';
  for (let made = 0; made < INPUTS; made += 1) {
    let text = made % 3 === 0 ? Array.from({ length: int(80) }, pick).join(' ') : sound;
    for (let change = int(6); change > 0; change -= 1) {
      const at = int(text.length);
      text =
        text.slice(0, at) + (random() < 0.6 ? pick() : '') + text.slice(at + int(random() < 0.8 ? 6 : 60));
    }
    yield text;
  }
}

function mulberry(start: number): () => number {
  let state = start | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const soundSieve = String.raw`require ["fileinto", "imap4flags"];
# rule:[One]
if anyof (header :contains ["from", "to"] ["a@b.example", "c"], address :domain :matches "from" "*.example") {
  addflag ["\\Seen", "x"]; fileinto "INBOX.One"; stop;
} elsif allof (size :over 100K, not exists "list-id", header :is "x-a" "") { fileinto "Two"; }
else { if header :matches "subject" ["*a?b*", "c*"] { keep; stop; } }
if header :regex "subject" "^(a|b)+ c$" { fileinto "Three"; }
`;
const soundThunderbird = `name="One"
enabled="yes"
type="17"
action="Move to folder"
actionValue="imap://a%40b@c/INBOX/D%20e"
action="AddTag"
actionValue="$label1"
condition="OR (subject,begins with,a b) OR (from,is,x@y.example) OR (\\"x-a\\",contains,\\"q)\\")"
`;

/** Holds for whatever was read: valid rules, the same from the rules file, and from the script they become. */
function check(forms: RuleForm[], text: string): void {
  for (const form of forms) expect(ruleForm.safeParse(form).success, text).toBe(true);
  const { rules, problems } = readRules(writeRules(forms));
  expect(problems, text).toEqual([]);
  expect(
    rules.map(({ form }) => form),
    text,
  ).toEqual(forms);
  const { script, exported } = exportSieve(forms);
  const again = importSieve(script);
  expect(
    again.notes.filter(({ code }) => code !== 'approximate'),
    script,
  ).toEqual([]);
  const unsaid = forms.some(({ condition }) => /"(?:attachment|age)"/.test(JSON.stringify(condition)));
  if (exported < forms.length || unsaid) return;
  const saidAgain = again.rules.map(({ form }) => form);
  expect(saidAgain, text).toEqual(forms.map((form) => ({ ...form, priority: null })));
}

describe(`whatever is read (seed ${seed})`, () => {
  it('as a Sieve script becomes sound rules, or none', { timeout: 120_000 }, () => {
    let read = 0;
    for (const text of scripts(sieveBits, soundSieve, mulberry(seed))) {
      const { rules } = importSieve(text);
      read += rules.length;
      check(
        rules.map(({ form }) => form),
        text,
      );
    }
    expect(read).toBeGreaterThan(INPUTS / 2);
  });

  it("as Thunderbird's filters becomes sound rules, or none", { timeout: 120_000 }, () => {
    let read = 0;
    for (const text of scripts(thunderbirdBits, soundThunderbird, mulberry(seed + 1))) {
      const { rules } = importThunderbird(text);
      read += rules.length;
      const forms = rules.map(({ form }) => form);
      expect(readRules(writeRules(forms)).problems, text).toEqual([]);
      for (const form of forms) expect(ruleForm.safeParse(form).success, text).toBe(true);
      expect(
        importSieve(exportSieve(forms).script).notes.filter(({ code }) => code === 'unreadable'),
      ).toEqual([]);
    }
    expect(read).toBeGreaterThan(INPUTS / 5);
  });
});
