import { utilityProcess } from 'electron';
import type { ProcessChannel } from '../../engine/platform/process-channel.ts';

/** Starts one of our programs as a utility process: Electron's own Node, ended with the application. */
export function startUtility(modulePath: string, flags: readonly string[] = []): ProcessChannel {
  const child = utilityProcess.fork(modulePath, [], {
    serviceName: 'casier-engine',
    stdio: 'inherit',
    execArgv: [...flags],
  });
  let ended = false;
  child.once('exit', () => {
    ended = true;
  });
  return {
    send: (message) => {
      if (!ended) child.postMessage(message);
    },
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', listener),
    pid: () => child.pid,
    kill: () => void child.kill(),
  };
}
