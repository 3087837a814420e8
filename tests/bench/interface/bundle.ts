import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const renderer = join(import.meta.dirname, '../../../dist/renderer');

/** Scripts and styles that the window needs before it can show anything, uncompressed, in kB of 1,000 bytes. */
export function bundleKb(): number {
  const page = readFileSync(join(renderer, 'index.html'), 'utf8');
  const files = [...page.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.(?:js|css))"/g)].map(
    ([, file = '']) => file,
  );
  return files.reduce((sum, file) => sum + statSync(join(renderer, file)).size, 0) / 1000;
}
