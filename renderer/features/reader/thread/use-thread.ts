import { useEffect, useState } from 'react';
import type { MessageId } from '../../../../contract/ids.ts';
import type { MessageRow } from '../../../../contract/messages.ts';
import { useServices } from '../../../lib/services.tsx';

/** The most that one answer of the engine holds; a longer thread shows those around its mail. */
const PAGE = 500;

/** The mails of a thread, oldest first; empty while it has only one. */
export function useThread(id: MessageId, size: number): readonly MessageRow[] {
  const { client } = useServices();
  const [rows, setRows] = useState<readonly MessageRow[]>([]);
  useEffect(() => {
    if (size < 2) return;
    let wanted = true;
    async function load(): Promise<void> {
      let reply = await client.call('messages.thread', { id, limit: PAGE });
      if (reply.ok && reply.value.position >= PAGE) {
        const offset = Math.max(0, reply.value.position - PAGE / 2);
        reply = await client.call('messages.thread', { id, offset, limit: PAGE });
      }
      if (wanted && reply.ok) setRows(reply.value.rows);
    }
    void load();
    return () => {
      wanted = false;
    };
  }, [client, id, size]);
  return size < 2 ? [] : rows;
}
