import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Certificate } from './certificates.ts';
import { Doveadm } from './doveadm.ts';
import { freePort, LocalServer, ServerProcess, type Owner } from './servers/local-server.ts';
import { password, type Traits } from './servers/mail-server.ts';

export { password };

/** A Dovecot of our own on a loopback port: no system user, no system folder, one static password for every user name. */
export class Dovecot extends LocalServer {
  readonly name = 'Dovecot';
  readonly traits: Traits = {
    offers: ['CONDSTORE', 'ENABLE', 'IDLE', 'LIST-STATUS', 'MOVE', 'NAMESPACE', 'QRESYNC', 'UIDPLUS'],
    prefix: '',
    delimiter: '/',
  };
  readonly doveadm: Doveadm;
  #process: ServerProcess | null = null;

  /** Encrypted from the first byte; 0 without a certificate. */
  readonly tlsPort: number;

  private constructor(
    port: number,
    { extra, encrypted }: { extra: string; encrypted: { port: number; certificate: Certificate } | null },
  ) {
    super('dovecot', port);
    this.tlsPort = encrypted?.port ?? 0;
    this.makeFolders('run', 'mail');
    const additions = `${encrypted ? encryption(this.folder, encrypted) : ''}${extra}`;
    const file = join(this.folder, 'dovecot.conf');
    writeFileSync(file, configuration(this.folder, port, this.owner, additions));
    this.doveadm = new Doveadm(file, this.owner);
  }

  /** Starts a server with an empty data folder. `extra` is added to its configuration; a certificate makes it speak TLS too. */
  static async start({
    extra = '',
    certificate,
  }: { extra?: string; certificate?: Certificate } = {}): Promise<Dovecot> {
    const encrypted = certificate ? { port: await freePort(), certificate } : null;
    const server = new Dovecot(await freePort(), { extra, encrypted });
    await server.resume();
    return server;
  }

  /** Every name is a user, whose inbox is there when it is looked for. */
  makeUser(): Promise<void> {
    return Promise.resolve();
  }

  async resume(): Promise<void> {
    this.#process = new ServerProcess('dovecot', ['-F', '-c', join(this.folder, 'dovecot.conf')], {
      owner: this.owner,
    });
    await this.#process.greets(this.port);
  }

  async kill(): Promise<void> {
    await this.#process?.kill();
    this.#process = null;
  }

  /** Where a user's Maildir is, to fill it without a protocol. */
  maildir(user: string): string {
    return join(this.folder, 'mail', user);
  }
}

function configuration(folder: string, port: number, owner: Owner, extra: string): string {
  return `
base_dir = ${folder}/run
state_dir = ${folder}/run
log_path = ${folder}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = ${owner.name}
default_internal_group = ${owner.group}
default_login_user = ${owner.name}
mail_location = maildir:${folder}/mail/%u:LAYOUT=fs:UTF-8:INBOX=${folder}/mail/%u/INBOX
first_valid_uid = ${owner.uid}
first_valid_gid = ${owner.gid}
mail_max_userip_connections = 100
passdb {
  driver = static
  args = password=${password}
}
userdb {
  driver = static
  args = uid=${owner.uid} gid=${owner.gid} home=${folder}/mail/%u
}
namespace inbox {
  inbox = yes
  separator = /
}
service anvil {
  chroot =
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service stats {
  chroot =
}
${extra}
`;
}

/** STARTTLS on the one port, TLS on another. */
function encryption(
  folder: string,
  { port, certificate: { cert, key } }: { port: number; certificate: Certificate },
): string {
  writeFileSync(join(folder, 'cert.pem'), cert);
  writeFileSync(join(folder, 'key.pem'), key);
  return `
ssl = yes
ssl_cert = <${folder}/cert.pem
ssl_key = <${folder}/key.pem
service imap-login {
  inet_listener imaps {
    port = ${port}
    ssl = yes
  }
}
`;
}
