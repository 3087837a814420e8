import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Endpoint } from '../../../../contract/endpoint.ts';
import { fail, succeed, type Reply } from '../../../../contract/problem.ts';
import { transaction, type WritableDb } from '../../db/handles.ts';
import type { OnTraffic } from '../../platform/traffic.ts';
import { recordTraffic, recordWhereRoom } from '../../db/repositories/egress.ts';
import { readSettings, writeSetting } from '../../db/repositories/settings.ts';
import type { HandlersOf } from '../../handlers.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Gate } from '../../platform/outside.ts';
import { SecretsUnavailable, type SecretStore } from '../../platform/secrets.ts';
import type { Scorer } from '../port.ts';
import { readAddress } from './address.ts';
import { Chat } from './chat.ts';
import { tryEndpoint } from './trial.ts';

const SETTING = 'asking.endpoint';
const SECRET = 'language-model-key';
/** Why it is contacted, in the list of what left this computer. */
const PURPOSE = 'language-model';

const kept = z.object({ enabled: z.boolean(), url: z.string(), model: z.string(), hasKey: z.boolean() });
const nowhere: Endpoint = { enabled: false, url: '', model: '', hasKey: false };

export interface EndpointOptions {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly secrets: SecretStore;
  readonly gate: Gate;
  /** Another server or model is asked from now on, or none. */
  readonly onChange: () => void;
}

/** The language model elsewhere, as the person set it: off by default, its key in the keychain. */
export class EndpointScorer implements Scorer {
  readonly #options: EndpointOptions;
  readonly #closing = new AbortController();
  #settings: Endpoint;
  #chat: Promise<Reply<Chat>> | null = null;

  constructor(options: EndpointOptions) {
    this.#options = options;
    const read = kept.safeParse(readSettings(options.db)[SETTING]);
    this.#settings = read.success ? read.data : nowhere;
  }

  /** Whether it is the one to ask. */
  get enabled(): boolean {
    return this.#settings.enabled;
  }

  /** Another server or model may answer otherwise. */
  readonly fingerprint = (): string | null => {
    const { enabled, url, model } = this.#settings;
    if (!enabled) return null;
    return createHash('sha256')
      .update(JSON.stringify(['endpoint', url, model]))
      .digest('hex')
      .slice(0, 32);
  };

  readonly score: Scorer['score'] = (question, signal) =>
    this.#outside((cut) => this.#score(question, AbortSignal.any([signal, cut])));

  async #score(...[question, signal]: Parameters<Scorer['score']>): ReturnType<Scorer['score']> {
    this.#chat ??= this.#open();
    const opening = this.#chat;
    const chat = await opening;
    if (chat.ok) return chat.value.score(question, signal);
    // A keychain that is locked now may be open the next time.
    if (this.#chat === opening) this.#chat = null;
    return chat;
  }

  /** Nobody is asked while the person is offline, and what was being asked is given up. */
  async #outside<T>(work: (cut: AbortSignal) => Promise<Reply<T>>): Promise<Reply<T>> {
    const { gate } = this.#options;
    const cut = gate.signal;
    if (gate.offline) return fail('offline');
    const reply = await work(cut);
    return !reply.ok && cut.aborted && reply.problem.code === 'cancelled' ? fail('offline') : reply;
  }

  get calls(): HandlersOf<'endpoint'> {
    return {
      'endpoint.get': () => succeed(this.#settings),
      'endpoint.set': (change) => this.#set(change),
      'endpoint.test': async ({ url, model, key }) => {
        const address = readAddress(url);
        if (!address.ok) return address;
        const used = key === undefined ? await this.#keyFor(address.value) : succeed(key || null);
        if (!used.ok) return used;
        return this.#outside((cut) =>
          tryEndpoint(
            {
              url: address.value,
              model,
              key: used.value,
              onContact: this.#onContact,
              onTraffic: this.#onTraffic,
            },
            AbortSignal.any([this.#closing.signal, cut]),
          ),
        );
      },
    };
  }

  /** Gives up what is being tried. */
  close(): void {
    this.#closing.abort();
  }

  async #set(change: {
    enabled?: boolean | undefined;
    url?: string | undefined;
    model?: string | undefined;
    key?: string | null | undefined;
  }): Promise<Reply<Endpoint>> {
    const { db, secrets, onChange } = this.#options;
    const before = this.#settings;
    const { enabled = before.enabled, model = before.model } = change;
    const address = readAddress(change.url ?? before.url);
    const cleared = (change.url ?? before.url) === '' && !enabled;
    if (!address.ok && !cleared) return address;
    const url = address.ok ? address.value.href.replace(/\/$/, '') : '';
    // A key is for the server it was given for: no other ever sees it.
    const moved = before.url !== '' && (!address.ok || address.value.origin !== new URL(before.url).origin);
    const key = change.key === undefined && moved ? null : change.key;
    try {
      if (key) await secrets.set(SECRET, key);
      else if (key !== undefined && before.hasKey) await secrets.delete(SECRET);
    } catch (error) {
      if (!(error instanceof SecretsUnavailable)) throw error;
      return fail('secrets-unavailable', error.message);
    }
    const hasKey = key === undefined ? before.hasKey : Boolean(key);
    this.#settings = { enabled, url, model, hasKey };
    transaction(db, () => writeSetting(db, SETTING, this.#settings));
    this.#chat = null;
    onChange();
    return succeed(this.#settings);
  }

  async #open(): Promise<Reply<Chat>> {
    const { url: text, model } = this.#settings;
    const url = readAddress(text);
    if (!url.ok) return url;
    const key = await this.#keyFor(url.value);
    if (!key.ok) return key;
    return succeed(
      new Chat({
        url: url.value,
        model,
        key: key.value,
        onContact: this.#onContact,
        onTraffic: this.#onTraffic,
      }),
    );
  }

  /** The key that is kept, if it is for this server. */
  async #keyFor(url: URL): Promise<Reply<string | null>> {
    const { hasKey, url: own } = this.#settings;
    if (!hasKey || new URL(own).origin !== url.origin) return succeed(null);
    try {
      return succeed(await this.#options.secrets.get(SECRET));
    } catch (error) {
      if (!(error instanceof SecretsUnavailable)) throw error;
      return fail('secrets-unavailable', error.message);
    }
  }

  readonly #onContact = (host: string, port: number): void => {
    const { db, clock } = this.#options;
    recordWhereRoom(db, { host, port, purpose: PURPOSE, at: clock.now() });
  };

  readonly #onTraffic: OnTraffic = (traffic) =>
    recordTraffic(this.#options.db, { ...traffic, purpose: PURPOSE });
}
