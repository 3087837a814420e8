import { contextBridge, ipcRenderer } from 'electron';
import { callNames, eventNames } from '../contract/names.ts';

/** Puts the contract's calls and events on `window.casier`; nothing else of Electron reaches the page. */

const calls = new Set<string>(callNames);
const listeners = new Map<string, Set<(payload: unknown) => void>>(
  eventNames.map((name) => [name, new Set()]),
);

ipcRenderer.on('casier:event', (_event, name: string, payload: unknown) => {
  for (const listener of listeners.get(name) ?? []) listener(payload);
});

contextBridge.exposeInMainWorld('casier', {
  invoke: (name: string, input: unknown): Promise<unknown> => {
    if (!calls.has(name)) return Promise.reject(new Error(`unknown call ${name}`));
    return ipcRenderer.invoke('casier:call', name, input);
  },
  on: (name: string, listener: (payload: unknown) => void): (() => void) => {
    const set = listeners.get(name);
    if (!set) throw new Error(`unknown event ${name}`);
    set.add(listener);
    return () => void set.delete(listener);
  },
});
