import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FetchPage } from '../../main/engine/accounts/discovery/fetch-config.ts';

type Page = (response: ServerResponse) => void;

/**
 * Stands in for the web: real HTTP on a loopback port, one page per URL. `fetch` brings a request for `https://host/path` here;
 * all other names do not resolve.
 */
export class PageServer {
  /** URLs in full, as they were asked for. */
  readonly asked: string[] = [];
  readonly #server: Server;
  readonly #pages = new Map<string, Page>();

  private constructor(server: Server) {
    this.#server = server;
    server.on('request', (request, response) => {
      const page = this.#pages.get(`https:/${request.url ?? ''}`);
      if (page) page(response);
      else response.writeHead(404).end();
    });
  }

  static async start(): Promise<PageServer> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new PageServer(server);
  }

  /** Where it listens: `https://host/path` is its `/host/path`. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  page(url: string, body: string, status = 200): this {
    return this.serve(url, (response) => response.writeHead(status).end(body));
  }

  redirect(url: string, location: string): this {
    return this.serve(url, (response) => response.writeHead(302, { location }).end());
  }

  serve(url: string, page: Page): this {
    this.#pages.set(url, page);
    return this;
  }

  readonly fetch: FetchPage = (url, init) => {
    this.asked.push(url.href);
    const { port } = this.#server.address() as AddressInfo;
    const known = [...this.#pages.keys()].some((page) => new URL(page).host === url.host);
    if (!known) return fetch('http://casier.invalid/', init);
    return fetch(`http://127.0.0.1:${port}/${url.host}${url.pathname}${url.search}`, init);
  };

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
