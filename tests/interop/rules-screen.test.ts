import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallInput, CallName, CallOutput, EngineCallName } from '../../contract/index.ts';
import type { Reply } from '../../contract/problem.ts';
import type { RuleForm } from '../../contract/rules.ts';
import { emptyForm } from '../../renderer/features/rules/draft.ts';
import { createExchange } from '../../renderer/features/rules/exchange-slice.ts';
import { createRules } from '../../renderer/features/rules/rules-slice.ts';
import {
  selectChanged,
  selectForm,
  selectSavable,
  selectUnfinished,
} from '../../renderer/features/rules/rules-state.ts';
import { createTrial } from '../../renderer/features/rules/trial-slice.ts';
import type { Notice } from '../../renderer/lib/acts/filing.ts';
import { createClient } from '../../renderer/lib/bridge.ts';
import { generateMailbox } from '../../resources/demo/generate.ts';
import { writeMaildir } from '../../resources/demo/maildir.ts';
import { waitFor } from '../support/wait-for.ts';
import { TestEngine } from './open-engine.ts';

/** What the rules screen keeps, on a real engine: one text that the form and the editor both change. */

const TEXT = `# Mine
- name: Bank
  if:
    from: bank
  then:
    move: Money

# About power
- name: Power
  if:
    from: edf # the company
  then:
    move: Bills
`;

const power: RuleForm = {
  ...emptyForm(),
  name: 'Power',
  condition: { kind: 'group', of: 'all', items: [{ kind: 'text', field: 'from', words: ['edf'] }] },
  move: ['Bills'],
};

let engine: TestEngine;
let store: ReturnType<typeof createRules>;
const client = createClient({
  on: () => () => undefined,
  invoke: <N extends CallName>(name: N, input: CallInput<N>) =>
    engine.engine.call(name as EngineCallName, input as CallInput<EngineCallName>) as Promise<
      Reply<CallOutput<N>>
    >,
});
const state = () => store.getState();
const names = () => state().rules.map(({ form }) => form?.name ?? null);
const checked = () => waitFor(() => !state().checking);
const written = (part: string) => waitFor(() => state().text.includes(part));

beforeEach(async () => {
  engine = new TestEngine();
  await engine.open();
  await engine.ask('rules.save', { text: TEXT });
  store = createRules(client);
  await state().load();
});
afterEach(() => engine.remove());

describe('the form', () => {
  it('changes its rule in the text and leaves the others as they were written', async () => {
    state().choose(0);
    state().edit({ ...selectForm(state())!, move: ['Savings'] });
    await written('move: Savings');
    expect(state().text).toContain('# Mine');
    expect(state().text).toContain('edf # the company');
    expect(selectSavable(state())).toBe(true);
  });

  it('writes what was typed last, however fast it was typed', async () => {
    state().choose(1);
    for (const name of ['P', 'Po', 'Pow', 'Powe', 'Power bills']) state().edit({ ...power, name });
    await written('name: Power bills');
    expect(names()).toEqual(['Bank', 'Power bills']);
  });

  it('keeps a new rule out of the text until it says something, and in its place afterwards', async () => {
    const before = state().text;
    state().add();
    state().edit({ ...emptyForm(), name: 'Trains' });
    expect(selectUnfinished(state())).toBe(true);
    expect(selectSavable(state())).toBe(false);
    expect(state().text).toBe(before);
    state().edit({ ...power, name: 'Trains', move: ['Travel'] });
    // Typed while the first is being written: it is the same rule, not another.
    state().edit({ ...power, name: 'Trains and boats', move: ['Travel'] });
    await written('Trains and boats');
    expect(names()).toEqual(['Bank', 'Power', 'Trains and boats']);
    expect(state().chosen).toBe(2);
    expect(state().fresh).toBeNull();
  });

  it('does not write a rule that lacks something, and does not save it half', async () => {
    state().choose(1);
    state().edit({ ...power, name: '  ' });
    expect(selectForm(state())?.name).toBe('  ');
    expect(selectUnfinished(state())).toBe(true);
    expect(await state().save()).toBe(false);
    expect((await engine.ask('rules.get', {})).text).toBe(TEXT);
  });
});

describe('the list', () => {
  it('moves rules with their comments, and the choice with them', async () => {
    state().choose(1);
    await state().move(1, 0);
    expect(names()).toEqual(['Power', 'Bank']);
    expect(state().chosen).toBe(0);
    expect(state().text.indexOf('# About power')).toBeLessThan(state().text.indexOf('- name: Power'));
  });

  it('puts a copy below its original', async () => {
    await state().duplicate(0, 'Bank (copy)');
    expect(names()).toEqual(['Bank', 'Bank (copy)', 'Power']);
    expect(state().chosen).toBe(1);
  });

  it('gives back what was removed, comments included', async () => {
    await state().remove(1);
    expect(names()).toEqual(['Bank']);
    expect(state().removed?.name).toBe('Power');
    state().takeBack();
    await checked();
    expect(state().text).toBe(TEXT);
    expect(selectChanged(state())).toBe(false);
  });
});

describe('the text', () => {
  it('tells what is wrong and where, keeps the list, and saves nothing', async () => {
    state().type(`${TEXT}- name: [\n`);
    await checked();
    expect(state().problems).toHaveLength(1);
    expect(state().problems[0]).toMatchObject({ code: 'syntax' });
    expect(names()).toEqual(['Bank', 'Power']);
    expect(await state().save()).toBe(false);
    expect((await engine.ask('rules.get', {})).text).toBe(TEXT);
    // Looked at again, as when the screen is left and opened: what was typed is still there.
    await state().load();
    expect(state().text).toContain('- name: [');
    state().discard();
    await checked();
    expect(state().text).toBe(TEXT);
  });

  it('is what the form shows next', async () => {
    state().choose(0);
    state().edit({ ...selectForm(state())!, name: 'Savings bank' });
    await written('Savings bank');
    state().type(state().text.replace('Savings bank', 'House bank'));
    await checked();
    expect(selectForm(state())?.name).toBe('House bank');
  });

  it('is kept when it is saved', async () => {
    state().type(`${TEXT}\n# The end\n`);
    await checked();
    expect(await state().save()).toBe(true);
    expect(selectChanged(state())).toBe(false);
    expect((await engine.ask('rules.get', {})).text).toContain('# The end');
  });
});

describe('rules of other programs', () => {
  const told: Notice[] = [];
  const file = (name: string, ...lines: string[]) => new File([lines.join('\n')], name);

  it('are looked at first, then stand below the others, with their comments and unsaved', async () => {
    const exchange = createExchange(client, store, (notice) => told.push(notice));
    await exchange
      .getState()
      .open(
        file(
          'msgFilterRules.dat',
          'version="9"',
          'logging="no"',
          'name="Trains"',
          'enabled="yes"',
          'type="17"',
          'action="Move to folder"',
          'actionValue="imap://me@mail.example/Travel"',
          'condition="OR (from,contains,sncf) OR (subject,contains,train)"',
          'name="Forwarded"',
          'enabled="yes"',
          'type="17"',
          'action="Forward"',
          'actionValue="somebody@example.org"',
          'condition="AND (from,contains,boss)"',
        ),
      );
    const read = exchange.getState().exchange;
    expect(read).toMatchObject({ way: 'import', file: 'msgFilterRules.dat', imported: 1 });
    expect(read?.notes.map(({ rule }) => rule)).toContain('Forwarded');
    expect(names()).toEqual(['Bank', 'Power']);
    await exchange.getState().add();
    await checked();
    expect(exchange.getState().exchange).toBeNull();
    expect(names()).toEqual(['Bank', 'Power', 'Trains']);
    expect(state().text.startsWith(TEXT.trimEnd())).toBe(true);
    expect(selectSavable(state())).toBe(true);
  });

  it('are put in one by one where the list stands under a key', async () => {
    const exchange = createExchange(client, store, (notice) => told.push(notice));
    state().type(`rules:\n${TEXT.replaceAll(/^(?=.)/gm, '  ')}`);
    await checked();
    await exchange
      .getState()
      .open(
        file(
          'mine.sieve',
          'require "fileinto";',
          'if header :contains "Subject" "train" { fileinto "Travel"; }',
        ),
      );
    await exchange.getState().add();
    await checked();
    expect(state().rules).toHaveLength(3);
    expect(state().problems).toEqual([]);
    expect(state().text).toContain('# About power');
  });

  it('get these as Sieve, as they are on the screen', async () => {
    const exchange = createExchange(client, store, (notice) => told.push(notice));
    state().type(TEXT.replace('Money', 'Savings'));
    await exchange.getState().write();
    const written = exchange.getState().exchange;
    expect(written).toMatchObject({ way: 'export', exported: 2 });
    expect(written?.way === 'export' && written.script).toContain('fileinto "Savings"');
    expect(told).toEqual([]);
  });
});

it('tries the rules on the mail there is, and knows them again when they have moved', async () => {
  const path = join(engine.dir, 'mail');
  await writeMaildir(path, generateMailbox({ shape: 'bulk', count: 300 }));
  await engine.ask('accounts.addMaildir', { name: 'Mail', path });
  await waitFor(async () => (await engine.ask('accounts.list', {}))[0]?.lastSyncAt);
  const trial = createTrial(client, store);
  const result = (index: number) =>
    waitFor(() => trial.getState().results.get(JSON.stringify(state().rules[index]?.form)));
  const anything = '- { name: A, if: { subject: /./ }, then: { read: true } }\n';
  state().type(anything);
  await checked();
  trial.getState().soon();
  const before = await result(0);
  expect(before.waiting).toBeGreaterThan(0);
  expect(trial.getState().mails).toBeGreaterThanOrEqual(before.waiting);
  state().type(`- { name: None, if: { subject: '=?' }, then: { read: true } }\n${anything}`);
  await checked();
  expect(await result(1)).toEqual(before);
  trial.getState().soon();
  expect(await result(0)).toMatchObject({ waiting: 0, agreeing: 0, disagreeing: 0 });
});
