import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseClientConfig, type ProviderConfig } from './client-config.ts';

/** The providers that come with the program, by the domains of their addresses and of their mail exchangers. */
export class BundledProviders {
  readonly #byDomain = new Map<string, ProviderConfig>();
  readonly #byExchanger = new Map<string, ProviderConfig>();

  constructor(configs: readonly ProviderConfig[]) {
    for (const config of configs) {
      for (const domain of config.domains) this.#byDomain.set(domain, config);
      for (const domain of config.exchangers) this.#byExchanger.set(domain, config);
    }
  }

  byDomain(domain: string): ProviderConfig | null {
    return this.#byDomain.get(domain) ?? null;
  }

  /** By the name of a mail exchanger or of any domain above it: `alt1.aspmx.l.google.com` is one of `google.com`. */
  byExchanger(host: string): ProviderConfig | null {
    const labels = host.toLowerCase().replace(/\.$/, '').split('.');
    for (let from = 0; from < labels.length - 1; from += 1) {
      const config = this.#byExchanger.get(labels.slice(from).join('.'));
      if (config) return config;
    }
    return null;
  }
}

/**
 * Reads the bundled providers.
 * @throws when one of the files is not what it should be: that is a fault of the program
 */
export function readBundledProviders(resourcesDir: string): BundledProviders {
  const folder = join(resourcesDir, 'providers');
  const files = readdirSync(folder).filter((name) => name.endsWith('.xml'));
  return new BundledProviders(
    files.map((name) => {
      const config = parseClientConfig(readFileSync(join(folder, name), 'utf8'));
      if (!config) throw new Error(`${name} describes no provider`);
      return config;
    }),
  );
}
