import type { ExportCell } from '../db/repositories/exporting.ts';

/**
 * One line of CSV (RFC 4180). Mails are written by anybody: a text that a spreadsheet would take for a formula gets an
 * apostrophe in front (OWASP, CSV injection).
 */
export function csvLine(cells: readonly ExportCell[]): string {
  return `${cells.map(written).join(',')}\r\n`;
}

function written(cell: ExportCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
