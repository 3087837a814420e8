import { useCallback, useEffect, useState } from 'react';
import type { CallOutput } from '../../../contract/index.ts';
import type { EgressRow } from '../../../contract/privacy.ts';
import type { Problem } from '../../../contract/problem.ts';
import { useServices } from '../../lib/services.tsx';
import { useText } from '../../lib/words/text.ts';
import { contactsCsv } from './contact-words.ts';

/** As many as fit on two screens. */
const PAGE = 40;
const EXPORT_PAGE = 500;

/** What was fetched of the list so far. */
export type ContactPages = Pick<CallOutput<'privacy.egress'>, 'rows' | 'next' | 'week'>;

export interface Contacts {
  readonly list: ContactPages | null;
  readonly problem: Problem | null;
  readonly more: () => Promise<void>;
  /** Saves the whole list in the downloads folder, and says where. */
  readonly exportAll: () => Promise<void>;
}

/** The contacts, page by page, as they were when the panel was opened. */
export function useContacts(): Contacts {
  const { client, tell } = useServices();
  const { t } = useText();
  const [list, setList] = useState<ContactPages | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);

  useEffect(() => {
    let here = true;
    void client.call('privacy.egress', { limit: PAGE }).then((reply) => {
      if (!here) return;
      if (reply.ok) setList(reply.value);
      else setProblem(reply.problem);
    });
    return () => {
      here = false;
    };
  }, [client]);

  const more = useCallback(async () => {
    if (!list?.next) return;
    const reply = await client.call('privacy.egress', { after: list.next, limit: PAGE });
    if (reply.ok) setList({ ...reply.value, rows: [...list.rows, ...reply.value.rows] });
    else setProblem(reply.problem);
  }, [client, list]);

  const exportAll = useCallback(async () => {
    const rows: EgressRow[] = [];
    let after: ContactPages['next'] = null;
    do {
      const reply: Awaited<ReturnType<typeof client.call<'privacy.egress'>>> = await client.call(
        'privacy.egress',
        { after, limit: EXPORT_PAGE },
      );
      if (!reply.ok) return tell({ kind: 'problem', problem: reply.problem });
      rows.push(...reply.value.rows);
      after = reply.value.next;
    } while (after !== null);
    const saved = await client.call('app.saveText', {
      name: 'casier-contacts.csv',
      text: contactsCsv(rows, t),
    });
    if (saved.ok) tell({ kind: 'attachment-saved', path: saved.value.path });
    else tell({ kind: 'problem', problem: saved.problem });
  }, [client, tell, t]);

  return { list, problem, more, exportAll };
}
