import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';

/** A screen without a monitor. */
export interface VirtualScreen {
  /** For the environment variable DISPLAY. */
  readonly display: string;
  stop(): Promise<void>;
}

/**
 * Starts Xvfb on the first free display and waits until it takes connections.
 * @throws when Xvfb is not installed or ends at once
 */
export async function startScreen(size: { width: number; height: number }): Promise<VirtualScreen> {
  // Xvfb writes its display number to this descriptor when it is ready (Xserver(1), -displayfd).
  const args = ['-displayfd', '3', '-screen', '0', `${size.width}x${size.height}x24`, '-nolisten', 'tcp'];
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const ended = once(server, 'exit');
  const ready = firstLine(server.stdio[3] as Readable);
  const number = await Promise.race([
    ready,
    ended.then(() => {
      throw new Error('Xvfb ended before it was ready');
    }),
  ]);
  return {
    display: `:${number}`,
    async stop() {
      server.kill();
      await ended;
    },
  };
}

async function firstLine(stream: Readable): Promise<string> {
  let text = '';
  for await (const chunk of stream.setEncoding('utf8')) {
    text += chunk as string;
    if (text.includes('\n')) break;
  }
  return text.trim();
}
