import { assertNever } from '../../../contract/assert-never.ts';
import type { Gate } from '../platform/outside.ts';
import type { OnTraffic } from '../platform/traffic.ts';
import type { ImapTimeouts } from './imap/client-options.ts';
import { createImapSource } from './imap/index.ts';
import { createMaildirSource } from './maildir/index.ts';
import type { MailSource, SourceSettings } from './port.ts';

/** What the outside gives to sources. */
export interface SourceDeps {
  /** Told before each connection to a host is tried. */
  readonly onEgress: (host: string, port: number) => void;
  /** Told now and then what went to a host and came from it. */
  readonly onTraffic?: OnTraffic;
  readonly gate?: Gate;
  /** Those that differ from the usual ones. */
  readonly timeouts?: Partial<ImapTimeouts>;
}

/** Makes the source for an account. Contacts nobody before it is used; the caller closes it. */
export function createSource(settings: SourceSettings, deps: SourceDeps): MailSource {
  switch (settings.kind) {
    case 'imap':
      return createImapSource({
        imap: settings.imap,
        password: settings.password,
        ...deps,
        ...(settings.connections === undefined ? {} : { connections: settings.connections }),
      });
    case 'maildir':
      return createMaildirSource(settings.path);
    default:
      return assertNever(settings);
  }
}
