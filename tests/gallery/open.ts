/**
 * `npm run gallery`: shows every component in every state, and shows it anew when a file is written. The page opens in the browser
 * that Casier takes for its window; with `--print`, or where there is none or no screen, its address is printed and that is all.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'vite';
import { findBrowser } from '../../main/shell/chromium/find-browser.ts';
import { root } from '../support/commands.ts';

const server = await createServer({
  configFile: join(root, 'renderer/gallery/vite.config.ts'),
  logLevel: 'warn',
});
await server.listen();
const [address] = server.resolvedUrls?.local ?? [];
if (address === undefined) throw new Error('the page has no address');
process.stdout.write(`${address}\n`);

const hasScreen =
  process.platform !== 'linux' ||
  process.env['DISPLAY'] !== undefined ||
  process.env['WAYLAND_DISPLAY'] !== undefined;
const browser = findBrowser(process.platform, process.env);
if (!process.argv.includes('--print') && hasScreen && browser !== null) {
  const profile = mkdtempSync(join(tmpdir(), 'casier-gallery-'));
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox', '--test-type'] : [];
  const child = spawn(
    browser,
    [`--app=${address}`, `--user-data-dir=${profile}`, '--no-first-run', '--window-size=1480,960', ...asRoot],
    { stdio: 'ignore' },
  );
  child.once('exit', () => {
    rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    void server.close();
  });
}
