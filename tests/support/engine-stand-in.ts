/**
 * Stands in for the engine's process in tests of its client: speaks the same wire and does what the name of a call says.
 * With `resourcesDir` "refuse" it will not start, with "die" it dies at once.
 */
import { toEngine, type FromEngine } from '../../contract/engine-wire.ts';
import type { ModelChoice } from '../../contract/inference-wire.ts';
import { fail, succeed } from '../../contract/problem.ts';

const noModel: ModelChoice = {
  path: '/nowhere.gguf',
  fingerprint: 'none',
  contextTokens: 128,
  memoryMap: true,
  gpu: false,
  stateDir: null,
};

const tell = (message: FromEngine): void => void process.send?.(message);

process.on('disconnect', () => process.exit(0));
process.on('message', (raw) => {
  const message = toEngine.parse(raw);
  switch (message.type) {
    case 'start':
      if (message.resourcesDir === 'die') process.exit(3);
      if (message.resourcesDir === 'refuse' && !message.rebuild) {
        tell({ type: 'refused', problem: { code: 'database-newer', detail: 'from 2031' } });
        process.disconnect();
        return;
      }
      tell({ type: 'ready', rebuilt: null });
      return;
    case 'call':
      call(message.id, message.name);
      return;
    case 'secret-answer':
      tell({ type: 'reply', id: message.id, reply: message.reply });
      return;
    case 'lent':
      if (message.news.kind === 'said')
        tell({ type: 'reply', id: lentTo, reply: succeed(message.news.message) });
      return;
    case 'close':
      process.exit(0);
  }
});

let lentTo = 0;

function call(id: number, name: string): void {
  switch (name) {
    case 'deciding.classify':
      lentTo = id;
      tell({ type: 'lent', id: 1, order: { kind: 'start' } });
      tell({ type: 'lent', id: 1, order: { kind: 'say', message: { type: 'start', model: noModel } } });
      return;
    case 'status.get':
      tell({ type: 'reply', id, reply: succeed({ pid: process.pid }) });
      return;
    case 'settings.get':
      tell({ type: 'secret-ask', id, request: { action: 'get', name: 'account-1' } });
      return;
    case 'accounts.list':
      tell({ type: 'event', name: 'activity.changed', payload: { batchId: 7 } });
      tell({ type: 'event', name: 'no.such', payload: {} });
      tell({ type: 'event', name: 'activity.changed', payload: { batchId: 'seven' } });
      tell({ type: 'reply', id, reply: succeed([]) });
      return;
    case 'messages.attachment':
      tell({ type: 'reply', id, reply: succeed({ bytes: Buffer.from([1, 2, 255]) }) });
      return;
    case 'health.get':
      process.kill(process.pid, 'SIGKILL');
      return;
    default:
      tell({ type: 'reply', id, reply: fail('not-found') });
  }
}
