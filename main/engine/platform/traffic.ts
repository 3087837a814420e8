import type { Socket } from 'node:net';

/** Bytes that went to a host and came from it since the last time; null where nobody tells. */
export interface Traffic {
  readonly host: string;
  readonly port: number;
  readonly sent: number | null;
  readonly received: number | null;
}

export type OnTraffic = (traffic: Traffic) => void;

/** What a connection of one request carried. */
export function carriedBy(socket: Socket | null): Pick<Traffic, 'sent' | 'received'> {
  return { sent: socket?.bytesWritten ?? null, received: socket?.bytesRead ?? null };
}
