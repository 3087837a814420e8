import { fail, succeed, type Reply } from '../../../contract/problem.ts';
import { transaction, type WritableDb } from '../db/handles.ts';
import { refuseOffer } from '../db/repositories/deciding/offers.ts';
import {
  compileRules,
  exportSieve,
  importSieve,
  importThunderbird,
  rewriteRules,
  writeRules,
} from '../deciding/index.ts';
import type { HandlersOf } from '../handlers.ts';
import type { Clock } from '../platform/clock.ts';
import { dryRun } from './dry-run.ts';
import { Offers } from './offers.ts';
import type { ReadRules, RulesFile } from './rules-file.ts';

/** Answers the calls about rules. */
export function rulesCalls(deps: {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly rules: RulesFile;
  readonly onSaved: () => void;
}): HandlersOf<'rules'> {
  const { db, clock, rules } = deps;
  const offers = new Offers({ db, rules: () => rules.rules });
  let asked = 0;

  const save = (text: string): ReadRules => {
    const read = rules.save(text);
    if (read.problems.length === 0) deps.onSaved();
    return read;
  };

  const check = (text: string): ReadRules => {
    const { problems, outline } = compileRules(text);
    return { problems, rules: outline };
  };

  return {
    'rules.get': () => succeed({ text: rules.text, file: rules.path, starter: rules.starter, ...rules.read }),

    'rules.check': ({ text }) => succeed(check(text)),

    'rules.save': ({ text }) => {
      const read = save(text);
      return succeed({ saved: read.problems.length === 0, ...read });
    },

    'rules.rewrite': ({ text, change }) => {
      const written = rewriteRules(text, change);
      return written === null ? fail('not-found') : succeed({ text: written, ...check(written) });
    },

    'rules.dryRun': async ({ text, accountId, rule }) => {
      // One at a time: while somebody types, only the last question is worth an answer.
      asked += 1;
      const mine = asked;
      const { rules: compiled, problems, outline } = compileRules(text);
      const report = await dryRun(db, {
        rules: compiled,
        outline,
        only: rule,
        account: accountId,
        now: clock.now(),
        outdated: () => asked !== mine,
      });
      return report ? succeed({ problems, ...report }) : fail('cancelled');
    },

    'rules.import': ({ format, text }) => {
      const read = format === 'sieve' ? importSieve(text) : importThunderbird(text);
      const forms = read.rules.map(({ form }) => form);
      return succeed({ text: writeRules(forms), imported: forms.length, notes: read.notes });
    },

    'rules.export': ({ text }) => {
      const { outline } = compileRules(text);
      return succeed(exportSieve(outline.map(({ form }) => form).filter((form) => form !== null)));
    },

    'rules.offers': async () => succeed(await offers.list()),

    'rules.answerOffer': async ({ key, accept }): Promise<Reply<ReadRules & { text: string }>> => {
      const offer = (await offers.list()).find((one) => one.key === key);
      if (!offer) return fail('not-found');
      if (!accept) {
        transaction(db, () => refuseOffer(db, key, clock.now()));
        return succeed({ text: rules.text, ...rules.read });
      }
      const written = rewriteRules(rules.text, { kind: 'put', index: null, rule: offer.form });
      if (written === null) return fail('invalid-input', rules.path);
      const read = save(written);
      return read.problems.length > 0
        ? fail('invalid-input', rules.path)
        : succeed({ text: rules.text, ...rules.read });
    },
  };
}
