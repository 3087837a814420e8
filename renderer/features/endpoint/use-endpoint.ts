import { useCallback, useEffect, useState } from 'react';
import type { CallInput } from '../../../contract/index.ts';
import type { Endpoint, EndpointTrial } from '../../../contract/endpoint.ts';
import type { Problem } from '../../../contract/problem.ts';
import { useServices } from '../../lib/services.tsx';

/** What is being typed; an empty key is none. */
export interface Draft {
  readonly url: string;
  readonly model: string;
  readonly key: string;
}

export interface EndpointForm {
  /** As the engine keeps it; null until it was asked. */
  readonly kept: Endpoint | null;
  readonly draft: Draft;
  /** Something was typed that is not kept yet. */
  readonly changed: boolean;
  readonly busy: 'test' | 'save' | null;
  readonly trial: EndpointTrial | null;
  readonly problem: Problem | null;
  readonly type: (change: Partial<Draft>) => void;
  readonly test: () => Promise<void>;
  readonly save: () => Promise<void>;
  readonly forgetKey: () => Promise<void>;
  /** Keeps what was typed with it. */
  readonly enable: (enabled: boolean) => Promise<void>;
}

const EMPTY: Draft = { url: '', model: '', key: '' };

/** The settings of the model elsewhere, and what becomes of them. */
export function useEndpoint(): EndpointForm {
  const { client } = useServices();
  const [kept, setKept] = useState<Endpoint | null>(null);
  const [draft, setDraft] = useState<Draft>(EMPTY);
  const [busy, setBusy] = useState<EndpointForm['busy']>(null);
  const [trial, setTrial] = useState<EndpointTrial | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);

  const take = useCallback((endpoint: Endpoint) => {
    setKept(endpoint);
    setDraft({ url: endpoint.url, model: endpoint.model, key: '' });
  }, []);

  useEffect(() => {
    let here = true;
    void client.call('endpoint.get', {}).then((reply) => {
      if (!here) return;
      if (reply.ok) take(reply.value);
      else setProblem(reply.problem);
    });
    return () => {
      here = false;
    };
  }, [client, take]);

  const typed = { url: draft.url.trim(), model: draft.model.trim() };
  const key = draft.key.trim() === '' ? {} : { key: draft.key.trim() };
  const set = async (change: CallInput<'endpoint.set'>): Promise<void> => {
    setBusy('save');
    setProblem(null);
    const reply = await client.call('endpoint.set', change);
    if (reply.ok) take(reply.value);
    else setProblem(reply.problem);
    setBusy(null);
  };
  return {
    kept,
    draft,
    changed: kept !== null && (typed.url !== kept.url || typed.model !== kept.model || 'key' in key),
    busy,
    trial,
    problem,
    type: (change) => {
      setDraft({ ...draft, ...change });
      setTrial(null);
      setProblem(null);
    },
    async test() {
      setBusy('test');
      setProblem(null);
      setTrial(null);
      const reply = await client.call('endpoint.test', { ...typed, ...key });
      if (reply.ok) setTrial(reply.value);
      else setProblem(reply.problem);
      setBusy(null);
    },
    save: () => set({ ...typed, ...key }),
    forgetKey: () => set({ key: null }),
    enable: (enabled) => set(enabled ? { ...typed, ...key, enabled } : { enabled }),
  };
}
