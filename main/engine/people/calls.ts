import type { EventPayload } from '../../../contract/index.ts';
import { succeed } from '../../../contract/problem.ts';
import type { WritableDb } from '../db/handles.ts';
import { listVips, searchPeople, setVip } from '../db/repositories/people.ts';
import type { HandlersOf } from '../handlers.ts';

/** Answers the calls about people. */
export function peopleCalls(deps: {
  readonly db: WritableDb;
  readonly onChange: (change: EventPayload<'people.changed'>) => void;
}): HandlersOf<'people'> {
  const { db, onChange } = deps;
  return {
    'people.list': () => succeed(listVips(db)),
    'people.search': (query) => succeed(searchPeople(db, query)),
    'people.setVip': (who) => {
      const person = setVip(db, who);
      onChange({ address: person.address, vip: person.vip });
      return succeed(person);
    },
  };
}
