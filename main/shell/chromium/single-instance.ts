import { rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { localSocket } from '../../engine/platform/local-socket.ts';

const ATTEMPTS = 5;

export interface InstanceLock {
  release(): Promise<void>;
}

/**
 * Takes the data folder for this process. When another Casier has it, that one is told to show itself and null is given.
 * The lock is a Unix socket (a named pipe on Windows), so it ends with its owner; a socket left behind is taken over.
 */
export async function takeInstance(dataDir: string, onSecondStart: () => void): Promise<InstanceLock | null> {
  const address = socketAddress(dataDir, process.platform);
  for (let attempt = 1; ; attempt += 1) {
    if (await poke(address)) return null;
    const server = await listen(address, onSecondStart);
    if (server) {
      return { release: () => new Promise((resolve) => server.close(() => resolve())) };
    }
    if (attempt >= ATTEMPTS) throw new Error(`cannot listen at ${address}`);
    // In use, and nobody answers: what a killed process left.
    if (process.platform !== 'win32') rmSync(address, { force: true });
  }
}

/** Where the lock of a data folder is. */
export function socketAddress(dataDir: string, platform: NodeJS.Platform): string {
  const elsewhere = process.env['XDG_RUNTIME_DIR'] ?? tmpdir();
  return localSocket(dataDir, { name: 'casier', platform, elsewhere });
}

/** Tells the owner of the socket to show itself; false when nobody is there. */
function poke(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.end('show\n'));
    // The owner ends the connection when it has understood.
    socket.once('end', () => resolve(true));
    socket.resume();
  });
}

function listen(address: string, onSecondStart: () => void): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.once('data', () => {
        socket.end();
        onSecondStart();
      });
    });
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(null);
      else reject(error);
    });
    server.listen(address, () => {
      server.unref();
      resolve(server);
    });
  });
}
