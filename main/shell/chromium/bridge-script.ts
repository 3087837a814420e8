import { callNames, eventNames } from '../../../contract/names.ts';

/** The function that the DevTools protocol adds to the page; the script takes it away before the page can see it. */
export const BINDING = 'casierPost';
/** What the host calls to hand the page a reply or an event. */
export const RECEIVER = 'casierReceive';

interface BridgeConfig {
  readonly binding: string;
  readonly receiver: string;
  readonly origin: string;
  readonly callNames: readonly string[];
  readonly eventNames: readonly string[];
}

type Incoming = { bytes: [(string | number)[], string][] } & (
  { kind: 'reply'; id: number; value: unknown } | { kind: 'event'; name: string; value: unknown }
);

interface PageGlobal {
  readonly origin: string;
  readonly top: unknown;
  readonly self: unknown;
  [name: string]: unknown;
}

/** The page's own kind of channel, not Node's. */
interface PageChannel {
  readonly port1: { postMessage(text: string): void };
  readonly port2: { onmessage: (event: { data: unknown }) => void };
}

/**
 * Runs in every new document before its own scripts, as text: it may use nothing from outside itself. Puts the contract's
 * bridge on `window.casier`, in the top frame of our origin only.
 */
function installBridge(config: BridgeConfig): void {
  const page = globalThis as unknown as PageGlobal;
  const post = page[config.binding] as ((message: string) => void) | undefined;
  Reflect.deleteProperty(page, config.binding);
  if (post === undefined || page.top !== page.self || page.origin !== config.origin) return;

  const waiting = new Map<number, (reply: unknown) => void>();
  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  let lastId = 0;

  const restore = (root: { value: unknown }, path: (string | number)[], base64: string): void => {
    let holder: Record<string | number, unknown> = root;
    let key: string | number = 'value';
    for (const step of path) {
      holder = holder[key] as Record<string | number, unknown>;
      key = step;
    }
    holder[key] = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  };

  const lift = (value: unknown, path: (string | number)[], found: Incoming['bytes']): unknown => {
    if (value instanceof Uint8Array) {
      let text = '';
      // In parts: a call takes only so many arguments.
      for (let at = 0; at < value.length; at += 0x8000)
        text += String.fromCharCode(...value.subarray(at, at + 0x8000));
      found.push([path, btoa(text)]);
      return null;
    }
    if (Array.isArray(value)) return value.map((item, index) => lift(item, [...path, index], found));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, lift(item, [...path, key], found)]),
    );
  };

  // What the DevTools protocol runs may use eval whatever the policy says, and so may the continuations of what it
  // resolves: messages go through a port, so that the page takes them in a task of its own.
  const { port1, port2 } = new MessageChannel() as unknown as PageChannel;
  port2.onmessage = ({ data }: { data: unknown }): void => {
    const message = JSON.parse(String(data)) as Incoming;
    for (const [path, base64] of message.bytes) restore(message, path, base64);
    if (message.kind === 'reply') {
      waiting.get(message.id)?.(message.value);
      waiting.delete(message.id);
      return;
    }
    for (const listener of listeners.get(message.name) ?? []) listener(message.value);
  };

  const bridge = {
    invoke: (name: string, input: unknown): Promise<unknown> => {
      if (!config.callNames.includes(name)) return Promise.reject(new Error(`unknown call ${name}`));
      const id = ++lastId;
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        const bytes: Incoming['bytes'] = [];
        post(JSON.stringify({ id, name, input: lift(input, [], bytes), bytes }));
      });
    },
    on: (name: string, listener: (payload: unknown) => void): (() => void) => {
      if (!config.eventNames.includes(name)) throw new Error(`unknown event ${name}`);
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set.add(listener));
      return () => void set.delete(listener);
    },
  };
  Object.defineProperty(page, 'casier', { value: Object.freeze(bridge), enumerable: true });
  Object.defineProperty(page, config.receiver, { value: (text: string) => port1.postMessage(text) });
}

/** The script for new documents of the window whose page lives at `origin`. */
export function bridgeScript(origin: string): string {
  const config: BridgeConfig = { binding: BINDING, receiver: RECEIVER, origin, callNames, eventNames };
  return `(${installBridge.toString()})(${JSON.stringify(config)});`;
}
