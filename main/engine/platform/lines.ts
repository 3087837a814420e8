import type { Socket } from 'node:net';

/** Gives each line that arrives, without its end; a sender whose line is longer than `max` bytes is hung up on. */
export function splitLines(socket: Socket, max: number, onLine: (line: string) => void): void {
  let rest = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    if (Buffer.byteLength(rest) > max) socket.destroy();
    for (const line of lines) {
      if (!socket.destroyed) onLine(line);
    }
  });
}
