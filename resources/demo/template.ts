/**
 * Templates: `[this|that]` chooses, `{slot}` is filled in, `{slot:argument}` with an argument, `{^slot}` with a capital.
 * `[~tag|this|that]` chooses the same way wherever the tag stands. Choices nest. A backslash has no meaning; brackets and braces cannot be written otherwise.
 */
export type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'choice'; readonly tag: string; readonly options: readonly (readonly Node[])[] }
  | { readonly kind: 'slot'; readonly name: string; readonly argument: string; readonly capital: boolean };

/** What a template needs while it is expanded. */
export interface Filling {
  /** Gives an index below `count`; with a tag, the same one each time. */
  choose(count: number, tag: string): number;
  /** Gives the text of a slot, which may itself be a template. */
  fill(name: string, argument: string): string;
}

const compiled = new Map<string, readonly Node[]>();

function parse(source: string): readonly Node[] {
  let position = 0;
  const sequence = (inChoice: boolean): Node[] => {
    const nodes: Node[] = [];
    while (position < source.length) {
      const char = source[position];
      if (char === '[') {
        position += 1;
        const options: Node[][] = [];
        do {
          options.push(sequence(true));
          position += 1;
        } while (source[position - 1] === '|');
        if (source[position - 1] !== ']') throw new Error(`choice without end: ${source.slice(0, 80)}`);
        const first = options[0]?.[0];
        const tag = first?.kind === 'text' && first.text.startsWith('~') ? first.text.slice(1) : '';
        nodes.push({ kind: 'choice', tag, options: tag === '' ? options : options.slice(1) });
      } else if (inChoice && (char === '|' || char === ']')) {
        return nodes;
      } else if (char === '{') {
        const end = source.indexOf('}', position);
        if (end < 0) throw new Error(`slot without end: ${source.slice(position, position + 80)}`);
        const inside = source.slice(position + 1, end);
        const capital = inside.startsWith('^');
        const [name = '', ...rest] = (capital ? inside.slice(1) : inside).split(':');
        nodes.push({ kind: 'slot', name, argument: rest.join(':'), capital });
        position = end + 1;
      } else {
        const stop = inChoice ? /[[\]{|]/g : /[[{]/g;
        stop.lastIndex = position;
        const end = stop.exec(source)?.index ?? source.length;
        nodes.push({ kind: 'text', text: source.slice(position, end) });
        position = end;
      }
    }
    return nodes;
  };
  return sequence(false);
}

function compile(source: string): readonly Node[] {
  const known = compiled.get(source);
  if (known) return known;
  const nodes = parse(source);
  compiled.set(source, nodes);
  return nodes;
}

/** Expands a template to its text. Throws on one that is not well formed. */
export function expand(source: string, filling: Filling): string {
  if (!source.includes('{') && !source.includes('[')) return source;
  const render = (nodes: readonly Node[]): string => {
    let text = '';
    for (const node of nodes) {
      if (node.kind === 'text') text += node.text;
      else if (node.kind === 'choice')
        text += render(node.options[filling.choose(node.options.length, node.tag)] ?? []);
      else {
        const value = filling.fill(node.name, node.argument);
        text += node.capital ? value.charAt(0).toUpperCase() + value.slice(1) : value;
      }
    }
    return text;
  };
  return render(compile(source));
}
