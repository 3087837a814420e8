import type { Random } from '../../resources/demo/random.ts';

/** What breaks parsers of IMAP when it stands in the wrong place. */
const tokens = [
  'NIL',
  '(',
  ')',
  '"',
  '\\',
  '[',
  ']',
  '{5}\r\n',
  '{99999999}\r\n',
  '{0}\r\n',
  '{-1}\r\n',
  '\r\n',
  '\n',
  '\r',
  '\0',
  '\u00ff',
  '* BYE go away\r\n',
  '* 1 EXPUNGE\r\n',
  '* 0 EXISTS\r\n',
  '* 4294967296 EXISTS\r\n',
  '* OK [UIDVALIDITY 0] x\r\n',
  '* VANISHED 1:4294967295\r\n',
  '* 2 FETCH (UID 3 FLAGS (\\Seen))\r\n',
  '* CAPABILITY IMAP4rev1\r\n',
  '* LIST () "/" "new"\r\n',
  '+ go on\r\n',
  '99999999999999999999',
  '-1',
  '1e5',
  ' UID 2 ',
  '&&-&AAA-',
  '<0>',
];

/** Spoils some bytes: as many changes as `strength`, of kinds and at places that chance chooses. */
export function mutate(bytes: Buffer, random: Random, strength = 1): Buffer {
  let text = bytes.toString('latin1');
  for (let change = 0; change < strength; change += 1) {
    const at = random.int(0, text.length);
    const length = random.int(1, random.chance(0.8) ? 8 : 200);
    switch (random.int(0, 5)) {
      case 0:
        text = text.slice(0, at) + text.slice(at + length);
        break;
      case 1:
        text = text.slice(0, at) + random.pick(tokens) + text.slice(at);
        break;
      case 2:
        text = text.slice(0, at) + random.pick(tokens) + text.slice(at + length);
        break;
      case 3:
        text = text.slice(0, at) + text.slice(at, at + length).repeat(2) + text.slice(at + length);
        break;
      case 4:
        text = text.slice(0, at) + noise(random, length).toString('latin1') + text.slice(at);
        break;
      default:
        text = text.replace(/\d+/, () =>
          random.pick(['0', '1', '2', '77', '4294967295', '18446744073709551616']),
        );
    }
  }
  return Buffer.from(text, 'latin1');
}

export function noise(random: Random, length: number): Buffer {
  return Buffer.from(Array.from({ length }, () => random.int(0, 255)));
}
