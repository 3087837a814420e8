import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SafeMail, sanitiseMail } from './sanitise.ts';

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const executablePath = process.env['CASIER_CHROMIUM'] ?? BROWSERS.find(existsSync);

let browser: Browser;
let page: Page;
let requests: string[];

/** The sanitiser as the window runs it, as one script. */
async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      lib: {
        entry: fileURLToPath(new URL('./sanitise.ts', import.meta.url)),
        formats: ['iife'],
        name: 'reader',
      },
    },
  });
  const result = Array.isArray(built) ? built[0] : built;
  if (result === undefined || !('output' in result)) throw new Error('nothing was built');
  return result.output[0].code;
}

beforeAll(async () => {
  if (executablePath === undefined) throw new Error('no Chromium found; set CASIER_CHROMIUM');
  browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
  page = await browser.newPage();
  await page.route('**/*', (route) => {
    requests.push(route.request().url());
    return route.abort();
  });
  await page.addScriptTag({ content: await bundle() });
});
afterAll(async () => {
  await browser.close();
});

function sanitise(html: string, images: Record<string, string> = {}): Promise<SafeMail> {
  return page.evaluate(
    ([mail, inline]) =>
      (globalThis as never as { reader: { sanitiseMail: typeof sanitiseMail } }).reader.sanitiseMail(
        mail,
        inline,
      ),
    [html, images] as const,
  );
}

/**
 * Shows the document without the protections around it (no sandbox, no policy), so that only the sanitiser stands between
 * the mail and the page; gives whether anything ran, and what was asked of the network.
 */
async function showBare(document: string): Promise<{ ran: boolean; asked: string[] }> {
  const bare = document.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '');
  expect(bare).not.toBe(document);
  requests = [];
  const ran = await page.evaluate(async (srcdoc) => {
    const frame = window.document.createElement('iframe');
    frame.srcdoc = srcdoc;
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
    window.document.body.append(frame);
    await loaded;
    const inner = frame.contentWindow as unknown as { hacked?: unknown };
    const found =
      inner.hacked !== undefined || (window as unknown as { hacked?: unknown }).hacked !== undefined;
    frame.remove();
    return found;
  }, bare);
  return { ran, asked: requests };
}

const HOSTILE = [
  '<script>hacked=1</script>',
  '<img src=x onerror="hacked=1">',
  '<svg onload="hacked=1"><script>hacked=1</script></svg>',
  '<svg><style><img src=x onerror=hacked=1></style></svg>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=hacked=1&gt;">',
  '<form><math><mtext></form><form><mglyph><style></math><img src onerror=hacked=1>',
  '<noscript><p title="</noscript><img src=x onerror=hacked=1>">',
  '<iframe srcdoc="<script>parent.hacked=1</script>"></iframe>',
  '<object data="https://evil.example/x"></object><embed src="https://evil.example/y">',
  '<body onload="hacked=1"><p>text</p></body>',
  '<details open ontoggle="hacked=1">x</details>',
  '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
  '<base href="https://evil.example/"><img src="pixel.gif">',
  '<link rel="stylesheet" href="https://evil.example/a.css">',
  '<link rel="preload" as="image" href="https://evil.example/b.png">',
  '<style>@import url("https://evil.example/c.css"); p { background: url(https://evil.example/d.png) }</style><p>x</p>',
  '<style>@\\69mport "https://evil.example/e.css"; p { background: u\\72l(https://evil.example/f.png) }</style><p>x</p>',
  '<p style="background-image: url(//evil.example/g.png)">x</p>',
  '<p style="background: image-set(\'https://evil.example/h.png\' 1x)">x</p>',
  '<style>p { background: -webkit-image-set("https://evil.example/h2.png" 1x) }</style><p>x</p>',
  '<style>@font-face { font-family: q; src: url(https://evil.example/i.woff) } p { font-family: q }</style><p>x</p>',
  '<table background="https://evil.example/j.png"><tr><td background="https://evil.example/k.png">x</td></tr></table>',
  '<img srcset="https://evil.example/l.png 2x" src="https://evil.example/m.png">',
  '<picture><source srcset="https://evil.example/n.png"><img src="https://evil.example/o.png"></picture>',
  '<video poster="https://evil.example/p.png" autoplay><source src="https://evil.example/q.mp4"></video>',
  '<audio src="https://evil.example/r.mp3" autoplay></audio>',
  '<input type="image" src="https://evil.example/s.png"><button formaction="https://evil.example/">x</button>',
  '<svg><image href="https://evil.example/t.png"/><use href="https://evil.example/u.svg#a"/></svg>',
  '<a href="javascript:hacked=1" id="link">x</a>',
  '<img src="data:image/svg+xml,<svg onload=hacked=1 xmlns=\'http://www.w3.org/2000/svg\'/>">',
];

test.each(HOSTILE)('%s neither runs nor loads anything', async (html) => {
  const { document } = await sanitise(`<html><body>${html}<p>after</p></body></html>`);
  expect(await showBare(document)).toEqual({ ran: false, asked: [] });
});

test('the frame also carries a policy of its own that allows nothing from outside', async () => {
  const { document } = await sanitise('<p>x</p>');
  const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(document)?.[1];
  expect(policy).toContain("default-src 'none'");
  expect(document.indexOf('Content-Security-Policy')).toBeLessThan(document.indexOf('<style'));
});

test('remote elements are counted once each, and an image that is left out leaves its text', async () => {
  const { blocked, document } = await sanitise(
    `<img src="https://a.example/1.png" alt="Logo"><img src="https://a.example/1.png">
     <img src="//a.example/2.png"><p style="background:url('http://a.example/3.png')">x</p>`,
  );
  expect(blocked).toBe(3);
  expect(document).toContain('Logo');
  expect(document).not.toContain('a.example');
});

test('images of the mail itself are shown, of other kinds than pictures not', async () => {
  const png = 'data:image/png;base64,iVBORw0KGgo=';
  const { document, blocked } = await sanitise(
    '<img src="cid:logo%40mail"><img src="cid:page"><img src="cid:missing" alt="gone">',
    { 'logo@mail': png, page: 'data:text/html,<script>hacked=1</script>' },
  );
  expect(document.match(/src="[^"]*"/g)).toEqual([`src="${png}"`]);
  expect(document).toContain('gone');
  expect(blocked).toBe(0);
});

test('links lead nowhere in the frame; they are listed with where they really go', async () => {
  const { document, links } = await sanitise(
    `<a href="https://evil.example/pay">https://bank.example</a> <a href="mailto:a@b.example">Write</a>
     <a href="https://evil.example/pay"><b>again</b></a> <a href="/relative">no</a> <a href="#top">top</a>`,
  );
  expect(document).not.toMatch(/href=/);
  expect(document).toContain('title="https://evil.example/pay"');
  expect(links).toEqual([
    { text: 'https://bank.example', url: 'https://evil.example/pay' },
    { text: 'Write', url: 'mailto:a@b.example' },
  ]);
});

test('what makes a mail look as it was meant stays', async () => {
  const { document } = await sanitise(
    `<html><head><style>@import url(https://x.example/z.css); .price { color: rgb(1, 2, 3); background: url(https://x.example/y.png) } .next { color: red }</style></head>
     <body style="font-family: Georgia" bgcolor="#eeeeee"><table><tr><td class="price" width="40%" style="padding: 4px">9 €</td></tr></table></body></html>`,
  );
  expect(document).toContain('<style> .price { color: rgb(1, 2, 3);} .next { color: red }');
  expect(document).toMatch(/<body[^>]*font-family: Georgia/);
  expect(document).toContain('bgcolor="#eeeeee"');
  expect(document).toMatch(/<td[^>]*class="price"[^>]*>9 €/);
  expect(document).toContain('width="40%"');
});
