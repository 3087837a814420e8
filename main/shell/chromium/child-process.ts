import { fork } from 'node:child_process';
import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';
import type { ProcessChannel } from '../../engine/platform/process-channel.ts';

/** Starts one of our programs under this Node; it ends by itself when the channel closes, so it never outlives us. */
export function startChild(modulePath: string, flags: readonly string[] = []): ProcessChannel {
  const child = fork(modulePath, [], {
    // Structured clone: attachments travel as bytes.
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: [...flags],
    env: { ...process.env, ...keepingCompiled() },
    // Ctrl+C reaches every process of the terminal; the engine waits for our word, so that it can finish its step.
    detached: process.platform !== 'win32',
  });
  return {
    send: (message) => {
      if (!child.connected) return;
      child.send(message as object, (error) => {
        // The process ended under the message; `onExit` tells.
        if (error) child.kill('SIGKILL');
      });
    },
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => {
      let told = false;
      const tell = (code: number | null): void => {
        if (told) return;
        told = true;
        listener(code);
      };
      child.once('exit', tell);
      child.once('error', () => tell(null));
    },
    pid: () => child.pid,
    kill: () => child.kill('SIGKILL'),
  };
}

/** A program keeps what it compiles where we do; Node makes a folder of its version in there. Told to our own programs alone. */
function keepingCompiled(): NodeJS.ProcessEnv {
  const folder = getCompileCacheDir();
  return folder === undefined ? {} : { NODE_COMPILE_CACHE: dirname(folder) };
}
