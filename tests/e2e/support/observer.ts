import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';

/** A server that a mail must not reach: it notes whoever asks. */
export class Trap {
  readonly asked: string[] = [];
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    server.on('request', (request, response) => {
      this.asked.push(request.url ?? '');
      response.writeHead(200, { 'access-control-allow-origin': '*' }).end('');
    });
  }

  static async start(): Promise<Trap> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Trap(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

/** Requests that are the window's own. */
const OWN = /^(?:https:\/\/app\.invalid\/|data:image\/(?!svg)|about:|chrome:)/;

/** Notes all that a window asks of the network, opens, leaves or says in a dialog, from now on. */
export async function watchPage(page: Page, own = OWN): Promise<string[]> {
  const seen: string[] = [];
  const session = await page.context().newCDPSession(page);
  session.on('Network.requestWillBeSent', ({ request }) => {
    if (!own.test(request.url)) seen.push(`asked for ${request.url.slice(0, 200)}`);
  });
  session.on('Network.webSocketCreated', ({ url }) => seen.push(`opened a socket to ${url}`));
  await session.send('Network.enable');
  page.context().on('page', (other) => seen.push(`opened ${other.url()}`));
  page.on('dialog', (dialog) => {
    seen.push(`said ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('download', (download) => seen.push(`downloaded ${download.url().slice(0, 200)}`));
  page.on('framenavigated', (frame) => {
    if (!/^about:(?:srcdoc|blank)$/.test(frame.url()) && !own.test(frame.url()))
      seen.push(`went to ${frame.url().slice(0, 200)}`);
  });
  return seen;
}

/**
 * What in a frame could act: elements, attributes and addresses that a mail must not have there, and marks that a script of a
 * mail leaves. A function for the page that has the frame; its argument is a selector of it.
 */
export const liveParts = String.raw`(selector) => {
  const found = [];
  const frame = document.querySelector(selector);
  const inside = frame.contentDocument;
  if (inside === null) return ['the frame has left our origin'];
  if (frame.contentWindow.hacked !== undefined || window.hacked !== undefined) found.push('a script ran');
  const { href } = frame.contentWindow.location;
  if (href !== 'about:srcdoc') found.push('the frame is at ' + href);
  const forbidden = 'script,iframe,frame,frameset,object,embed,applet,form,input,button,select,textarea,link,base,svg,' +
    'math,video,audio,source,track,portal,template,dialog,noscript,area,map,' +
    'meta:not([charset]):not([http-equiv="Content-Security-Policy"])';
  for (const { localName } of inside.querySelectorAll(forbidden)) found.push('<' + localName + '>');
  if (inside.querySelectorAll('meta[http-equiv]').length !== 1) found.push('policies of its own');
  const live = /^on|^(?:href|xlink:href|action|formaction|background|poster|srcset|ping|srcdoc|data|target|autofocus|popover|name)$/;
  for (const element of inside.querySelectorAll('*')) {
    if (element.shadowRoot !== null) found.push('a shadow root');
    for (const { name, value } of element.attributes) {
      if (live.test(name)) found.push(element.localName + ' ' + name);
      if (name === 'src' && !/^data:image\/(?:png|jpe?g|gif|webp|bmp|avif)[;,]/i.test(value))
        found.push('src ' + value.slice(0, 80));
      if (name === 'style' && /url\s*\(|image-set|@import|\bsrc\s*\(|\\/i.test(value)) found.push('style ' + value.slice(0, 80));
    }
  }
  for (const { textContent } of inside.querySelectorAll('style'))
    if (/url\s*\(|@import|image-set|\bsrc\s*\(|\\/i.test(textContent)) found.push('style sheet ' + textContent.slice(0, 80));
  return [...new Set(found)];
}`;

/** What a mail spoils of the window around it: its frame out of place, the reader's own buttons covered, a page that scrolls. */
export const spoiledLayout = String.raw`() => {
  const found = [];
  const pane = document.querySelector('[data-testid="reader"]').getBoundingClientRect();
  const frame = document.querySelector('[data-testid="mail-frame"]').getBoundingClientRect();
  if (frame.left < pane.left - 1 || frame.right > pane.right + 1 || frame.top < pane.top || frame.bottom > pane.bottom + 1)
    found.push('the frame leaves its place: ' + JSON.stringify([pane, frame]));
  if (frame.height < 100) found.push('the frame is squeezed: ' + frame.height);
  for (const id of ['mark-star', 'mark-trash']) {
    const button = document.querySelector('[data-testid="reader"] [data-testid="' + id + '"]');
    const { left, top, width, height } = button.getBoundingClientRect();
    if (!button.contains(document.elementFromPoint(left + width / 2, top + height / 2))) found.push(id + ' is covered');
  }
  const { scrollWidth, scrollHeight } = document.documentElement;
  if (scrollWidth > innerWidth || scrollHeight > innerHeight) found.push('the window scrolls');
  return found;
}`;
