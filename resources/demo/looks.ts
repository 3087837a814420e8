import type { Random } from './random.ts';
import type { Block } from './markup.ts';
import type { Lang } from './types.ts';

/** What a layout needs beside the blocks. */
export interface Dress {
  readonly lang: Lang;
  readonly company: string;
  readonly site: string;
  readonly subject: string;
  /** Tells the sender's design: the same for all its mails. */
  readonly style: Random;
  /** Tells tracking numbers and the like: other for each mail. */
  readonly random: Random;
  readonly link: (label: string) => string;
  readonly footer: readonly string[];
}

const palettes = [
  ['#1f4e79', '#eef3f8'],
  ['#0b6e4f', '#eff7f3'],
  ['#8c2f39', '#f9f0f1'],
  ['#5b3e96', '#f4f0fa'],
  ['#b3541e', '#fbf3ee'],
  ['#22313f', '#f2f4f5'],
  ['#00707a', '#ecf6f7'],
  ['#3a5a40', '#f1f5ee'],
] as const;
const fonts = [
  'Helvetica, Arial, sans-serif',
  'Georgia, "Times New Roman", serif',
  '"Segoe UI", Roboto, Arial, sans-serif',
  'Verdana, Geneva, sans-serif',
] as const;

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** Escapes text for HTML, addresses in it included. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (char) => escapes[char] ?? char);
}

/** The HTML a person's mail program makes: paragraphs in divs, no design. */
export function noteHtml(text: string, style: Random): string {
  const font = style.pick(fonts).replaceAll('"', "'");
  const lines = text.trimEnd().split('\n');
  const body = lines.map((line) => `<div>${line === '' ? '<br>' : escapeHtml(line)}</div>`);
  return `<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head>\n<body style="font-family: ${font}; font-size: 14px; color: #222">\n${body.join('\n')}\n</body></html>\n`;
}

function blockHtml(block: Block, dress: Dress, colour: string, heavy: boolean): string {
  const cell = heavy ? 'padding:0 32px 14px 32px;mso-line-height-rule:exactly' : 'padding:0 28px 14px 28px';
  const row = (inner: string): string => `<tr><td align="left" style="${cell}">${inner}</td></tr>`;
  switch (block.kind) {
    case 'paragraph':
      return row(
        `<p style="margin:0;font-size:15px;line-height:22px;color:#333333">${block.lines.map(escapeHtml).join('<br>\n')}</p>`,
      );
    case 'title':
      return block.level === 1
        ? row(
            `<h1 style="margin:8px 0 0;font-size:24px;line-height:30px;color:${colour}">${escapeHtml(block.text)}</h1>`,
          )
        : row(subtitleHtml(block.text, dress, colour, heavy));
    case 'list':
      return row(
        `<ul style="margin:0;padding-left:20px;font-size:15px;line-height:22px;color:#333333">\n${block.items.map((item) => `<li>${escapeHtml(item)}</li>`).join('\n')}\n</ul>`,
      );
    case 'table': {
      const cells = (line: readonly string[]): string =>
        line
          .map((text, index) => {
            const align = index === 0 ? 'left' : 'right';
            return `<td align="${align}" style="padding:6px 0;border-bottom:1px solid #dddddd;font-size:14px">${escapeHtml(text)}</td>`;
          })
          .join('');
      const rows = block.rows.map((line) => `<tr>${cells(line)}</tr>`).join('\n');
      return row(
        `<table role="presentation" width="100%" cellpadding="0" cellspacing="0">\n${rows}\n</table>`,
      );
    }
    case 'button':
      return row(
        `<a href="${escapeHtml(dress.link(block.label))}" style="display:inline-block;padding:12px 22px;border-radius:4px;background:${colour};color:#ffffff;font-size:15px;text-decoration:none">${escapeHtml(block.label)}</a>`,
      );
    case 'signature':
      return row(
        `<p style="margin:0;font-size:13px;line-height:19px;color:#666666">${block.lines.map(escapeHtml).join('<br>\n')}</p>`,
      );
  }
}

function subtitleHtml(text: string, dress: Dress, colour: string, heavy: boolean): string {
  const head = `<h2 style="margin:10px 0 0;font-size:18px;line-height:24px;color:${colour}">${escapeHtml(text)}</h2>`;
  if (!heavy) return head;
  const image = `https://img.${dress.site}/${dress.random.int(100_000, 999_999)}/visuel-536x240.jpg`;
  return `<a href="${escapeHtml(dress.link(text))}" target="_blank"><img src="${image}" width="536" height="240" alt="${escapeHtml(text)}" border="0" style="display:block;width:100%;max-width:536px;height:auto"></a>\n${head}`;
}

/** A designed mail: header band, one column, footer. `heavy` is how newsletters are made: preheader, images, tracking. */
export function designedHtml(blocks: readonly Block[], dress: Dress, heavy: boolean): string {
  const style = dress.style.fork('look');
  const [colour, ground] = style.pick(palettes);
  const font = style.pick(fonts).replaceAll('"', "'");
  const logo = style.chance(heavy ? 0.8 : 0.4);
  const pixel = dress.random.int(10_000_000, 99_999_999);
  const first = blocks.find((block) => block.kind === 'paragraph');
  const preheader = first?.kind === 'paragraph' ? (first.lines[0] ?? '').slice(0, 110) : '';
  const head = logo
    ? `<img src="https://img.${dress.site}/logo-mail.png" width="150" alt="${escapeHtml(dress.company)}" style="display:block;border:0;color:#ffffff">`
    : `<span style="font-size:20px;font-weight:bold;color:#ffffff">${escapeHtml(dress.company)}</span>`;
  const css = heavy
    ? `body{margin:0;padding:0;-webkit-text-size-adjust:100%}table,td{border-collapse:collapse;mso-table-lspace:0pt;mso-table-rspace:0pt}img{-ms-interpolation-mode:bicubic}@media only screen and (max-width:620px){.wrap{width:100%!important}.pad{padding-left:16px!important;padding-right:16px!important}h1{font-size:21px!important}}`
    : 'body{margin:0;padding:0}@media (max-width:620px){.wrap{width:100%!important}}';
  const footer = dress.footer
    .map((line) => {
      const [label = '', url] = line.split(' → ');
      return url === undefined
        ? escapeHtml(label)
        : `<a href="${escapeHtml(url)}" style="color:#777777">${escapeHtml(label)}</a>`;
    })
    .join('<br>\n');
  return `<!DOCTYPE html>
<html lang="${dress.lang}"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(dress.subject)}</title>
<style type="text/css">${css}</style></head>
<body bgcolor="${ground}" style="background:${ground};font-family:${font}">
${heavy ? `<div style="display:none;max-height:0;overflow:hidden">${escapeHtml(preheader)}</div>\n` : ''}<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center" style="padding:20px 8px">
<table role="presentation" class="wrap" width="600" cellpadding="0" cellspacing="0" border="0" style="width:600px;background:#ffffff">
<tr><td class="pad" bgcolor="${colour}" style="padding:18px 28px">${head}</td></tr>
<tr><td height="22" style="font-size:1px;line-height:22px">&nbsp;</td></tr>
${blocks.map((block) => blockHtml(block, dress, colour, heavy)).join('\n')}
<tr><td class="pad" style="padding:18px 28px;border-top:1px solid #e4e4e4;font-size:11px;line-height:17px;color:#777777">${footer}</td></tr>
</table></td></tr></table>${heavy ? `\n<img src="https://suivi.${dress.site}/o/${pixel}.gif" width="1" height="1" alt="" border="0">` : ''}
</body></html>
`;
}
