import { expect, it } from 'vitest';
import { openMailStore } from '../../../../../tests/support/mail-store.ts';
import { setVip } from '../people.ts';
import { listGroups } from './triage.ts';

it('a group tells that a VIP is among its senders, also beyond those it names', () => {
  const store = openMailStore();
  const [bills, trips] = [store.folder('Bills'), store.folder('Trips')];
  const mails = store.propose(bills, 9, { groupKey: 'list:a' });
  store.propose(trips, 2);
  // Five senders, of whom three are named; the VIP wrote least.
  mails.forEach(({ message, proposal }, position) => {
    const sender = `sender${Math.floor(position / 2)}@mail.example`;
    store.db.prepare('UPDATE messages SET from_address = ? WHERE id = ?').run(sender, message);
    store.db.prepare('UPDATE proposals SET sender = ? WHERE id = ?').run(sender, proposal);
  });
  const marked = () => listGroups(store.db, {}).map(({ target, vip }) => [target, vip]);
  expect(marked()).toEqual([
    [bills, false],
    [trips, false],
  ]);
  setVip(store.db, { address: 'sender4@mail.example', vip: true });
  const [group] = listGroups(store.db, { target: bills });
  expect(group?.senders.map(({ address }) => address.address)).not.toContain('sender4@mail.example');
  expect(marked()).toEqual([
    [bills, true],
    [trips, false],
  ]);
  setVip(store.db, { address: 'sender4@mail.example', vip: false });
  expect(marked()[0]).toEqual([bills, false]);
});
