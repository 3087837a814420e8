import { once } from 'node:events';
import { chmodSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { freePort, LocalServer, ServerProcess } from './local-server.ts';
import { password, type Traits } from './mail-server.ts';
import { copyUnpacked, type Unpacked } from './unpacked.ts';

/** A Cyrus IMAP of our own on a loopback port. */
export class Cyrus extends LocalServer {
  readonly name = 'Cyrus';
  readonly traits: Traits = {
    offers: [
      'CONDSTORE',
      'ENABLE',
      'IDLE',
      'LIST-STATUS',
      'MOVE',
      'NAMESPACE',
      'QRESYNC',
      'SPECIAL-USE',
      'UIDPLUS',
    ],
    prefix: '',
    delimiter: '/',
  };
  readonly #program: Unpacked;
  readonly #passwords: Server;
  #process: ServerProcess | null = null;

  private constructor(port: number) {
    super('cyrus', port);
    this.#program = copyUnpacked('cyrus', join(this.folder, 'program'));
    this.makeFolders('config', 'mail', 'proc', 'lock');
    writeFileSync(join(this.folder, 'imapd.conf'), this.#settings());
    writeFileSync(join(this.folder, 'cyrus.conf'), this.#services());
    this.#passwords = createPasswordServer();
  }

  /** Starts a server with an empty data folder. */
  static async start(): Promise<Cyrus> {
    const server = new Cyrus(await freePort());
    const socket = join(server.folder, 'passwords');
    server.#passwords.listen(socket);
    await once(server.#passwords, 'listening');
    chmodSync(socket, 0o777);
    await server.resume();
    return server;
  }

  /** Every name is a user, whose inbox is made when they sign in. */
  makeUser(): Promise<void> {
    return Promise.resolve();
  }

  async resume(): Promise<void> {
    const { env } = this.#program;
    const files = ['-C', join(this.folder, 'imapd.conf'), '-M', join(this.folder, 'cyrus.conf')];
    this.#process = new ServerProcess(
      this.#bin('master'),
      ['-D', ...files, '-p', join(this.folder, 'config/master.pid')],
      { owner: this.owner, env },
    );
    await this.#process.greets(this.port);
  }

  async kill(): Promise<void> {
    await this.#process?.kill();
    this.#process = null;
  }

  override async stop(): Promise<void> {
    this.#passwords.close();
    await super.stop();
  }

  #bin(name: string): string {
    return join(this.#program.folder, 'usr/lib/cyrus/bin', name);
  }

  #settings(): string {
    const { folder } = this;
    const plugins = this.#program.libraries
      .concat('/usr/lib/x86_64-linux-gnu')
      .map((path) => `${path}/sasl2`);
    return `
configdirectory: ${folder}/config
defaultpartition: default
partition-default: ${folder}/mail
proc_path: ${folder}/proc
mboxname_lockpath: ${folder}/lock
idlesocket: ${folder}/config/idle
imapidlepoll: 1
cyrus_user: ${this.owner.name}
servername: localhost
altnamespace: yes
unixhierarchysep: yes
allowplaintext: yes
autocreate_quota: 0
sasl_pwcheck_method: saslauthd
sasl_saslauthd_path: ${folder}/passwords
sasl_plugin_path: ${plugins.join(':')}
sasl_mech_list: PLAIN LOGIN
`;
  }

  #services(): string {
    const command = (name: string) => `"${this.#bin(name)} -C ${this.folder}/imapd.conf`;
    return `
START {
  recover cmd=${command('ctl_cyrusdb')} -r"
  idled cmd=${command('idled')}"
}
SERVICES {
  imap cmd=${command('imapd')}" listen="127.0.0.1:${this.port}" prefork=1 maxchild=100
}
EVENTS {
}
`;
  }
}

/** Answers as saslauthd would, that one password is right: four strings with their lengths come, one goes. */
function createPasswordServer(): Server {
  return createServer((socket) => {
    let received = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      received = Buffer.concat([received, data]);
      const fields: string[] = [];
      for (let at = 0; at + 2 <= received.length;) {
        const end = at + 2 + received.readUInt16BE(at);
        if (end > received.length) return;
        fields.push(received.toString('utf8', at + 2, end));
        at = end;
      }
      if (fields.length < 4) return;
      const verdict = fields[1] === password ? 'OK' : 'NO';
      socket.end(Buffer.concat([Buffer.from([0, verdict.length]), Buffer.from(verdict)]));
    });
  });
}
