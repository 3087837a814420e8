/** A word of an IMAP command: a plain or quoted string, or a list. */
export type Word = string | readonly Word[];

/** Splits the arguments of a command (literals already put in quotes) into words and lists. */
export function readWords(text: string): Word[] {
  const stack: Word[][] = [[]];
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|\(|\)|[^\s()"[]*\[[^\]]*\](?:<[^>]*>)?|[^\s()"]+/g) ?? [];
  for (const token of tokens) {
    const list = stack.at(-1) ?? [];
    if (token === '(') stack.push([]);
    else if (token === ')') stack.at(-2)?.push(stack.pop() ?? []);
    else list.push(token.startsWith('"') ? token.slice(1, -1).replace(/\\(.)/g, '$1') : token);
  }
  return stack[0] ?? [];
}

/** Whether a number is in a sequence set (`1,4:6,9:*`); `last` is what `*` stands for. */
export function inSet(set: string, number: number, last: number): boolean {
  const value = (text: string) => (text === '*' ? last : Number(text));
  return set.split(',').some((range) => {
    const [from = '', to = from] = range.split(':');
    const [low = 0, high = 0] = [value(from), value(to)].sort((a, b) => a - b);
    return number >= low && number <= high;
  });
}
