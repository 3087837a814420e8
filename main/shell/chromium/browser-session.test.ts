import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { fail, succeed } from '../../../contract/problem.ts';
import { startScreen, type VirtualScreen } from '../../../tests/support/xvfb.ts';
import { silentLogger } from '../../engine/platform/logger.ts';
import { openSession, type BrowserSession, type SessionOptions } from './browser-session.ts';
import { findBrowser } from './find-browser.ts';
import { createWindow, type ChromiumWindow } from './window.ts';

const executable = findBrowser(process.platform, process.env);
const PNG =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** Tries, in the window, all that must and must not work there, and reports through the one call it has. */
const page = `
const blocked = [];
document.addEventListener('securitypolicyviolation', (event) => blocked.push(event.effectiveDirective));
const outcome = async (attempt) => { try { return await attempt(); } catch (error) { return 'refused: ' + error.name; } };
const frame = document.createElement('iframe');
frame.setAttribute('sandbox', 'allow-same-origin');
frame.srcdoc = '<p id="p" style="color: rgb(1, 2, 3)">Bonjour</p><img id="local" src="${PNG}">'
  + '<img id="remote" src="https://example.com/spy.png"><script>parent.document.title = "owned"</script>';
const framed = new Promise((resolve) => { frame.onload = () => resolve(); });
document.body.append(frame);
await framed;
const inner = frame.contentDocument;
const spied = new Promise((resolve) => inner.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective)));
inner.getElementById('remote').src = 'https://example.com/again.png';
const attachment = await window.casier.invoke('messages.attachment', { id: 1, index: 0 });
await window.casier.invoke('app.openLink', { url: JSON.stringify({
  origin, secure: isSecureContext, keys: Object.keys(window.casier), leftOver: typeof window.casierPost,
  bytes: [...attachment.value.bytes],
  colour: getComputedStyle(inner.getElementById('p')).color,
  localImage: inner.getElementById('local').naturalWidth,
  spied: await spied,
  remoteImage: inner.getElementById('remote').naturalWidth,
  inFrame: typeof frame.contentWindow.casier,
  title: document.title,
  evaluated: await outcome(() => new Function('return 1')()),
  fetched: await outcome(() => fetch('https://example.com/')),
  missing: (await fetch('/nothing.js')).status,
  escaped: (await fetch('/..%2fsecret.json')).status,
  opened: window.open('https://example.com/') === null ? 'refused' : 'opened',
  position: (await navigator.permissions.query({ name: 'geolocation' })).state,
  copying: (await navigator.permissions.query({ name: 'clipboard-write' })).state,
  unknownCall: await outcome(() => window.casier.invoke('no.such', {})),
  blocked,
}) });
window.casier.on('app.show', (payload) => window.casier.invoke('app.openLink', { url: 'event ' + payload.place }));
await window.casier.invoke('app.openLink', { url: 'ready' });
location.href = 'https://example.com/away';
setTimeout(() => window.casier.invoke('app.openLink', { url: 'still here: ' + origin }), 300);
`;

describe.skipIf(executable === null)('the Chromium window', () => {
  let screen: VirtualScreen;
  let folder: string;
  let told: string[] = [];
  const wake: (() => void)[] = [];
  let session: BrowserSession | null = null;
  let window: ChromiumWindow | null = null;

  beforeAll(async () => {
    screen = await startScreen({ width: 1400, height: 900 });
    process.env['DISPLAY'] = screen.display;
    folder = mkdtempSync(join(tmpdir(), 'casier-window-'));
    writeFileSync(join(folder, 'secret.json'), '{}');
    execFileSync('mkdir', ['-p', join(folder, 'renderer')]);
    writeFileSync(
      join(folder, 'renderer', 'index.html'),
      '<!doctype html><title>Test</title><body><script type="module" src="/page.js"></script>',
    );
    writeFileSync(join(folder, 'renderer', 'page.js'), page);
  });
  afterEach(async () => {
    await session?.close();
    await window?.close();
    session = null;
    window = null;
    told = [];
  });
  afterAll(async () => {
    await screen.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  function options(debugPort = false): SessionOptions {
    return {
      executable: executable!,
      profileDir: join(folder, 'profile'),
      rendererDir: join(folder, 'renderer'),
      language: 'en',
      debugPort,
      logger: silentLogger(),
      answer: async (name, input) => {
        if (name === 'messages.attachment') {
          return succeed({ filename: 'a', mimeType: 'b/c', bytes: Buffer.from([0, 127, 255]) });
        }
        if (name !== 'app.openLink') return fail('invalid-input');
        told.push((input as { url: string }).url);
        for (const listener of wake.splice(0)) listener();
        return succeed({});
      },
    };
  }

  async function hears(wanted: string): Promise<string> {
    for (;;) {
      const found = told.find((text) => text.startsWith(wanted));
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => wake.push(resolve));
    }
  }

  test('serves the page, answers its calls and lets nothing else through', async () => {
    session = await openSession(options());
    const seen = JSON.parse(await hears('{')) as Record<string, unknown>;
    expect(seen).toMatchObject({
      origin: 'https://app.invalid',
      secure: true,
      keys: ['invoke', 'on'],
      leftOver: 'undefined',
      bytes: [0, 127, 255],
      colour: 'rgb(1, 2, 3)',
      localImage: 1,
      spied: 'img-src',
      remoteImage: 0,
      inFrame: 'undefined',
      title: 'Test',
      evaluated: 'refused: EvalError',
      fetched: 'refused: TypeError',
      missing: 404,
      escaped: 404,
      opened: 'refused',
      position: 'denied',
      copying: 'granted',
      unknownCall: 'refused: Error',
    });
    expect(seen['blocked']).toContain('connect-src');
    await hears('ready');
    session.send({ name: 'app.show', payload: { place: 'activity' } });
    await hears('event activity');
    await hears('still here: https://app.invalid');
    await session.close();
    expect(await session.ended).toBe('closed');
  });

  test('listens on no port', async () => {
    session = await openSession(options());
    await hears('ready');
    expect(listeningPorts(process.pid)).toEqual([]);
  });

  test('lets a test in by a port of its own, beside the pipe', async () => {
    session = await openSession(options(true));
    await hears('ready');
    expect(listeningPorts(process.pid)).toHaveLength(1);
    const port = readFileSync(join(folder, 'profile', 'DevToolsActivePort'), 'utf8').split('\n')[0];
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    const [view] = browser.contexts().flatMap((context) => context.pages());
    expect(await view!.title()).toBe('Test');
    await view!.reload();
    expect(await view!.evaluate('typeof window.casier.invoke')).toBe('function');
    await view!.close();
    expect(await session.ended).toBe('closed');
  });

  test('opens again once when the browser is killed', async () => {
    const pids: number[] = [];
    window = createWindow({
      openSession: async () => {
        const opened = await openSession(options());
        pids.push(opened.pid);
        return opened;
      },
      logger: silentLogger(),
      now: () => performance.now(),
    });
    const closed = new Promise<void>((resolve) => window!.onClosed(resolve));
    await window.open();
    await hears('ready');
    told = [];
    process.kill(pids[0]!, 'SIGKILL');
    await hears('ready');
    expect(pids).toHaveLength(2);
    process.kill(pids[1]!, 'SIGKILL');
    await closed;
    expect(window.isOpen()).toBe(false);
  });
});

/** TCP ports on which this process or one of its descendants listens (`ss` names the owners). */
function listeningPorts(root: number): string[] {
  const family = descendants(root);
  const lines = execFileSync('ss', ['-Hltnp'], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => family.some((pid) => line.includes(`pid=${pid},`)));
}

function descendants(root: number): number[] {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const found = [root];
  for (const parent of found) {
    for (const [pid, ppid] of rows) if (ppid === parent && pid !== undefined) found.push(pid);
  }
  return found;
}
