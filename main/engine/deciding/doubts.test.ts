import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../../contract/evidence.ts';
import type { MailboxId } from '../../../contract/ids.ts';
import { doubtKeys } from './learned/doubts.ts';
import { makeMail } from './testing/mails.ts';
import { FACTURES, VOYAGES, WORK, box, context, taught, train } from './testing/taught.ts';

describe('a hint', () => {
  it('moves what is like the mail a little, and is outweighed by one act of the person', () => {
    const decider = taught();
    const mail = makeMail({
      subject: 'Quittance du mois',
      body: 'Loyer et charges du logement',
      from: { name: 'Agence', address: 'agence@loyer.example' },
    });
    const chance = (folder: MailboxId): number =>
      decider.rank(mail, context).find(({ mailboxId }) => mailboxId === folder)?.probability ?? 0;
    const before = chance(FACTURES);
    decider.hint(mail, FACTURES);
    const after = chance(FACTURES);
    expect(after).toBeGreaterThan(before);
    expect(decider.learnedCount).toBe(24);
    decider.learn(mail, WORK);
    expect(decider.decide(mail, context)?.target).toBe(WORK);
    // A folder that nothing was filed in cannot be hinted at.
    decider.hint(mail, box(9));
    expect(chance(box(9))).toBe(0);
  });
});

describe('evidence called wrong', () => {
  it('stops to speak for the folder, in the facts and in the chances, until it is trusted again', () => {
    const decider = taught();
    // The sender alone knows: nothing else of the mail was seen before.
    const mail = makeMail({
      subject: 'Bonne année',
      body: 'Que 2027 soit douce',
      from: { name: 'SNCF Connect', address: 'bonjour@sncf.example' },
    });
    const chance = (): number =>
      decider.rank(mail, context).find(({ mailboxId }) => mailboxId === VOYAGES)?.probability ?? 0;
    const first = decider.decide(mail, context);
    const fact = first?.evidence.find(({ kind }) => kind === 'sender');
    expect(first?.target).toBe(VOYAGES);
    expect(fact).toMatchObject({ filed: 8, total: 8 });
    const before = chance();

    decider.doubt([{ mailbox: VOYAGES, keys: doubtKeys(fact!, mail) }]);
    const after = decider.decide(mail, context);
    expect(after?.target).not.toBe(VOYAGES);
    expect(after?.evidence ?? []).not.toContainEqual(fact);
    expect(chance()).toBeLessThan(before / 2);
    // Others of the folder, known by other things, go on as before.
    expect(
      decider.decide(train('Votre billet Paris 9', 'Réservation confirmée : train'), context)?.target,
    ).toBe(VOYAGES);

    decider.doubt([]);
    expect(chance()).toBe(before);
  });

  it('can be of any kind but a rule', () => {
    const decider = taught();
    const told = train(
      'Votre billet Paris 3',
      'Réservation confirmée : train, départ, arrivée, voiture, place',
    );
    const facts: Evidence[] = [
      ...(decider.decide(told, context)?.evidence ?? []),
      { kind: 'words', words: ['train', 'place'] },
      { kind: 'domain', domain: 'sncf.example', filed: 8, total: 8 },
      { kind: 'list', listId: 'x.example', filed: 1, total: 1 },
      { kind: 'recipient', address: 'me@example.net', filed: 3, total: 3 },
    ];
    expect(new Set(facts.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(6);
    for (const fact of facts) expect(doubtKeys(fact, told), fact.kind).not.toEqual([]);
    expect(doubtKeys({ kind: 'rule', rule: 'x' }, told)).toEqual([]);
    decider.doubt(facts.map((fact) => ({ mailbox: VOYAGES, keys: doubtKeys(fact, told) })));
    for (const left of decider.decide(told, context)?.evidence ?? []) {
      expect(left.kind).toBe('words');
      expect(left).not.toMatchObject({ words: expect.arrayContaining(['train']) as string[] });
    }
  });
});
