/** The process that started this one, as an ordered channel of messages. */
export interface ParentChannel<Out> {
  send(message: Out): void;
  onMessage(listener: (message: unknown) => void): void;
  /** The parent has gone, or let go of this process. */
  onClosed(listener: () => void): void;
  /** Ends the process when what was sent has left it. */
  finish(code: number): void;
}

/** What Electron's utility process has instead of `process.send`. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
  on(event: 'close', listener: () => void): void;
}

/**
 * Opens the channel to the process that started this one, by Electron's way or by Node's.
 * @throws when nobody did
 */
export function openParentChannel<Out>(): ParentChannel<Out> {
  const { parentPort } = process as unknown as { parentPort?: ParentPort };
  if (parentPort) {
    return {
      send: (message) => parentPort.postMessage(message),
      onMessage: (listener) => parentPort.on('message', ({ data }) => listener(data)),
      onClosed: (listener) => parentPort.on('close', listener),
      // Electron hands messages over in order before it sees the exit, once the loop has turned.
      finish: (code) => setImmediate(() => process.exit(code)),
    };
  }
  const send = process.send?.bind(process);
  if (!send) throw new Error('this process is started by Casier, not by hand');
  let sent = Promise.resolve();
  return {
    send: (message) => {
      if (process.connected) sent = new Promise((resolve) => send(message, () => resolve()));
    },
    onMessage: (listener) => process.on('message', listener),
    onClosed: (listener) => process.on('disconnect', listener),
    finish: (code) => void sent.then(() => process.exit(code)),
  };
}
