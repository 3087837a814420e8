import { describe, expect, it } from 'vitest';
import { Decider } from './decider.ts';
import { compileRules } from './rules/compile.ts';
import { makeMail } from './testing/mails.ts';
import { FACTURES, VOYAGES, WORK, context, folders, taught, train, work } from './testing/taught.ts';

describe('Decider', () => {
  it('proposes nothing before it learned anything', () => {
    expect(Decider.create().decide(train('Billet', 'train'), context)).toBeNull();
  });

  it('proposes after one example in a folder, and abstains on what resembles nothing', () => {
    const decider = Decider.create();
    decider.learn(train('Votre billet pour Lyon', 'Départ du train à 8 h'), VOYAGES);
    expect(decider.decide(train('Votre billet pour Lille', 'Départ du train à 9 h'), context)?.target).toBe(
      VOYAGES,
    );
    const stranger = makeMail({
      subject: 'Quarterly earnings call',
      body: 'Shareholders are invited to listen',
      from: { name: 'IR', address: 'ir@corp.example' },
    });
    expect(decider.decide(stranger, context)).toBeNull();
  });

  it('files by sender, and by words when the sender is new, in French and English', () => {
    const decider = taught();
    const known = decider.decide(train('Information', 'Bonjour'), context);
    expect(known).toMatchObject({ target: VOYAGES, stage: 'memory' });
    expect(known?.evidence[0]).toEqual({
      kind: 'sender',
      address: 'bonjour@sncf.example',
      filed: 8,
      total: 8,
    });
    const invoice = makeMail({
      subject: 'FACTURE de mars',
      body: 'Montant a regler : echeance le 3, reference client 12',
      from: { name: 'Free', address: 'compta@free.example' },
    });
    const words = decider.decide(invoice, context);
    expect(words).toMatchObject({ target: FACTURES, stage: 'learned' });
    expect(words?.evidence).toContainEqual(
      expect.objectContaining({ kind: 'words', words: expect.arrayContaining(['echeance']) as string[] }),
    );
    const notes = makeMail({
      subject: 'Notes',
      body: 'meeting roadmap team',
      from: { name: 'Eve', address: 'eve@x.example' },
    });
    expect(decider.decide(notes, context)?.target).toBe(WORK);
  });

  it('sends a reply where its thread went, though its sender usually goes elsewhere', () => {
    const decider = taught();
    const first = makeMail({
      messageId: 'a@x',
      subject: 'Weekend',
      from: { name: 'Zoé', address: 'zoe@x.example' },
    });
    decider.learn(first, VOYAGES);
    const reply = makeMail({
      messageId: 'b@x',
      references: ['a@x'],
      subject: 'Re: Weekend',
      body: 'See you',
      from: { name: 'Bob Jones', address: 'bob@work.example' },
    });
    const decision = decider.decide(reply, context);
    expect(decision).toMatchObject({ target: VOYAGES, stage: 'memory', cause: { kind: 'thread' } });
    expect(decision?.evidence[0]).toEqual({ kind: 'thread', filed: 1, total: 1 });
  });

  it('never proposes a forbidden or absent folder, not even by a rule', () => {
    const decider = taught();
    const mail = train('Votre billet', 'train');
    const { rules } = compileRules('- {name: r, if: {subject: billet}, then: {move: Voyages}}');
    const forbidden = decider.decide(mail, { ...context, rules, never: new Set([VOYAGES]) });
    const without = new Map([...folders].filter(([id]) => id !== VOYAGES));
    const absent = decider.decide(mail, { ...context, rules, folders: without });
    for (const decision of [forbidden, absent]) {
      expect([
        decision?.target,
        ...(decision?.alternatives.map(({ mailboxId }) => mailboxId) ?? []),
      ]).not.toContain(VOYAGES);
    }
  });

  it('follows a sure rule against what it learned, less surely; a modest one only where nothing was learned', () => {
    const decider = taught();
    const sure = compileRules(
      '- {name: Billets, if: {subject: billet}, then: {move: Work}, confidence: 0.95}',
    ).rules;
    const decision = decider.decide(train('Votre billet', 'train'), { ...context, rules: sure });
    expect(decision).toMatchObject({
      target: WORK,
      stage: 'rules',
      evidence: [{ kind: 'rule', rule: 'Billets' }],
    });
    expect(decision?.probability).toBeLessThan(0.95);
    expect(decision?.alternatives[0]?.mailboxId).toBe(VOYAGES);
    const modest = compileRules(
      '- {name: m, if: {age: "> 1 day"}, then: {move: Work}, confidence: 0.6}',
    ).rules;
    expect(decider.decide(train('Votre billet', 'train'), { ...context, rules: modest })?.target).toBe(
      VOYAGES,
    );
    expect(Decider.create().decide(train('Votre billet', 'x'), { ...context, rules: modest })?.stage).toBe(
      'rules',
    );
  });

  it('follows a person who changes their mind', () => {
    const decider = taught();
    const mail = work('Planning', 'The meeting');
    for (let n = 0; n < 3; n++) {
      decider.unlearn(mail, WORK);
      decider.learn(mail, FACTURES);
    }
    expect(decider.decide(work('Planning', 'The meeting'), context)?.target).toBe(FACTURES);
  });

  it('unlearns counts', () => {
    const decider = taught();
    decider.unlearn(train('Votre billet Paris 1', 'train'), VOYAGES);
    expect(decider.learnedCount).toBe(23);
    expect(decider.decide(train('Votre billet', 'train'), context)?.evidence[0]).toMatchObject({
      filed: 7,
      total: 7,
    });
  });

  it('forgets a mailbox, also across a restore', () => {
    const decider = taught();
    decider.forgetMailbox(VOYAGES);
    const restored = Decider.restore(decider.serialize());
    for (const one of [decider, restored]) {
      expect(one?.learnedCount).toBe(16);
      expect(
        one?.rank(train('Votre billet', 'train'), context).map(({ mailboxId }) => mailboxId),
      ).not.toContain(VOYAGES);
    }
    decider.learn(train('Votre billet', 'train'), VOYAGES);
    expect(decider.decide(train('Votre billet', 'train'), context)?.target).toBe(VOYAGES);
  });

  it('restores to equal decisions and keeps learning alike', () => {
    const decider = taught();
    const restored = Decider.restore(decider.serialize());
    expect(restored?.learnedCount).toBe(24);
    const probe = makeMail({
      subject: 'Billet et facture',
      body: 'train montant meeting',
      references: ['a@x'],
    });
    expect(restored?.decide(probe, context)).toEqual(decider.decide(probe, context));
    for (const one of [decider, restored]) one?.learn(probe, FACTURES);
    expect(restored?.decide(probe, context)).toEqual(decider.decide(probe, context));
    expect(restored?.serialize()).toEqual(decider.serialize());
  });

  it('refuses bytes that are broken or of another version', () => {
    const bytes = taught().serialize();
    expect(Decider.restore(bytes.slice(0, bytes.length - 5))).toBeNull();
    expect(Decider.restore(new Uint8Array())).toBeNull();
    const other = bytes.slice();
    other[4] = 255;
    expect(Decider.restore(other)).toBeNull();
  });

  it('groups by list, then sender, with one key for all mails of a cause', () => {
    const decider = taught();
    const a = decider.decide(train('Votre billet Nice', 'train'), context);
    const b = decider.decide(train('Votre billet Brest', 'train'), context);
    expect(a?.cause).toEqual({ kind: 'sender', label: 'SNCF Connect' });
    expect(a?.groupKey).toBe(b?.groupKey);
    const listed = decider.decide(
      { ...train('Votre billet', 'train'), listId: 'promo.sncf.example' },
      context,
    );
    expect(listed?.cause).toEqual({ kind: 'list', label: 'SNCF Connect' });
  });

  it('explains what each stage says by itself', () => {
    const rules = compileRules('- {name: Billets, if: {subject: billet}, then: {move: Work}}').rules;
    const [memory, ruled, learned] = taught().explain(train('Votre billet', 'train'), { ...context, rules });
    expect(memory).toMatchObject({ stage: 'memory', candidates: [{ mailboxId: VOYAGES }] });
    expect(ruled).toMatchObject({
      stage: 'rules',
      candidates: [{ mailboxId: WORK }],
      evidence: [{ rule: 'Billets' }],
    });
    expect(learned?.candidates[0]?.mailboxId).toBe(VOYAGES);
  });
});
