import type { Lang } from './types.ts';

/** One piece of a body. The markup: `# title`, `## subtitle`, `- item`, `| cell | cell |`, `=> button`, `> quote`, `-- ` signature. */
export type Block =
  | { readonly kind: 'paragraph'; readonly lines: readonly string[] }
  | { readonly kind: 'title'; readonly level: 1 | 2; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'button'; readonly label: string }
  | { readonly kind: 'signature'; readonly lines: readonly string[] };

/** An attachment asked for in the text: `@pdf name`, `@png name`, `@ics title`. */
export interface Wanted {
  readonly kind: 'pdf' | 'png' | 'ics';
  readonly name: string;
}

export interface Body {
  readonly blocks: readonly Block[];
  readonly wanted: readonly Wanted[];
}

function grownBlock(
  kind: 'paragraph' | 'list' | 'table' | 'signature',
  open: Block | null,
  line: string,
): Block {
  if (kind === 'table') {
    const cells = line.split('|').slice(1, -1);
    const rows = open?.kind === 'table' ? open.rows : [];
    return { kind, rows: [...rows, cells.map((cell) => cell.trim())] };
  }
  if (kind === 'list') return { kind, items: [...(open?.kind === 'list' ? open.items : []), line] };
  return { kind, lines: [...(open?.kind === kind ? open.lines : []), line] };
}

/** Reads the markup of a body whose slots are filled. */
export function readMarkup(text: string): Body {
  const blocks: Block[] = [];
  const wanted: Wanted[] = [];
  let open: Block | null = null;
  const grow = (kind: 'paragraph' | 'list' | 'table' | 'signature', line: string): void => {
    if (open?.kind === kind) blocks.pop();
    const grown = grownBlock(kind, open, line);
    blocks.push(grown);
    open = grown;
  };
  let signing = false;
  for (const line of text.trim().split('\n')) {
    const file = /^@(pdf|png|ics) (.+)$/.exec(line);
    const title = /^(##?) (.+)$/.exec(line);
    if (file) wanted.push({ kind: file[1] as Wanted['kind'], name: file[2] ?? '' });
    else if (line === '--') {
      signing = true;
      open = null;
    } else if (signing) grow('signature', line);
    else if (line.trim() === '') open = null;
    else if (title) {
      open = null;
      blocks.push({ kind: 'title', level: title[1] === '#' ? 1 : 2, text: title[2] ?? '' });
    } else if (line.startsWith('=> ')) {
      open = null;
      blocks.push({ kind: 'button', label: line.slice(3) });
    } else if (line.startsWith('- ')) grow('list', line.slice(2));
    else if (line.startsWith('| ')) grow('table', line);
    else grow('paragraph', line);
  }
  return { blocks, wanted };
}

/** Breaks a line at spaces so that none is longer than `width`, unless a word is. */
export function wrap(line: string, width: number): string {
  if (line.length <= width) return line;
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    if (current !== '' && current.length + word.length + 1 > width) {
      lines.push(current);
      current = word;
    } else current = current === '' ? word : `${current} ${word}`;
  }
  return [...lines, current].join('\n');
}

/** The plain text of a body. `link` gives the address behind a button; `width` 0 leaves lines long. */
export function plainText(
  blocks: readonly Block[],
  link: (label: string) => string,
  width: number,
  lang: Lang,
): string {
  const fold = (line: string): string => (width > 0 ? wrap(line, width) : line);
  const parts = blocks.map((block) => {
    switch (block.kind) {
      case 'paragraph':
        return block.lines.map(fold).join('\n');
      case 'title':
        return block.level === 1 ? block.text.toUpperCase() : `** ${block.text} **`;
      case 'list':
        return block.items.map((item) => fold(`- ${item}`)).join('\n');
      case 'table':
        return block.rows.map(plainRow).join('\n');
      case 'button':
        return `${block.label}${lang === 'fr' ? ' :' : ':'}\n${link(block.label)}`;
      case 'signature':
        return `-- \n${block.lines.join('\n')}`;
    }
  });
  return `${parts.join('\n\n')}\n`;
}

function plainRow(cells: readonly string[]): string {
  const [first = '', ...rest] = cells;
  return `  ${first.padEnd(34, ' ')} ${rest.join('   ')}`.trimEnd();
}
