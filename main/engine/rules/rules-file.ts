import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RuleOutline, RuleProblem } from '../../../contract/rules.ts';
import { compileRules, type RuleSet } from '../deciding/index.ts';

/** Its name in the data folder. */
export const RULES_FILE = 'rules.yaml';
const SCHEMA = 'rules.schema.json';

/** A rules file as it was read. */
export interface ReadRules {
  readonly problems: RuleProblem[];
  readonly rules: RuleOutline[];
}

/**
 * The person's rules: `rules.yaml` in the data folder, theirs to edit here or with any editor. Before the first save it is
 * the starter rules of the program. The schema that editors complete and check with lies beside it.
 */
export class RulesFile {
  readonly path: string;
  readonly #schema: { readonly from: string; readonly to: string };
  #starter: boolean;
  #text: string;
  #compiled: ReturnType<typeof compileRules>;

  constructor(options: { dataDir: string; resourcesDir: string }) {
    this.path = join(options.dataDir, RULES_FILE);
    this.#schema = { from: join(options.resourcesDir, 'rules', SCHEMA), to: join(options.dataDir, SCHEMA) };
    this.#starter = !existsSync(this.path);
    const starter = join(options.resourcesDir, 'rules', 'starter.yaml');
    this.#text = readFileSync(this.#starter ? starter : this.path, 'utf8');
    this.#compiled = compileRules(this.#text);
  }

  get text(): string {
    return this.#text;
  }

  /** Whether nothing was ever saved. */
  get starter(): boolean {
    return this.#starter;
  }

  /** Compiled; of a text with problems, the rules that are sound. */
  get rules(): RuleSet {
    return this.#compiled.rules;
  }

  get read(): ReadRules {
    return { problems: this.#compiled.problems, rules: this.#compiled.outline };
  }

  /** Keeps the text when it has no problems, whole or not at all; gives what was read of it. */
  save(text: string): ReadRules {
    const compiled = compileRules(text);
    if (compiled.problems.length === 0) {
      const draft = `${this.path}.new`;
      writeFileSync(draft, text, { flush: true });
      renameSync(draft, this.path);
      writeFileSync(this.#schema.to, readFileSync(this.#schema.from));
      this.#text = text;
      this.#compiled = compiled;
      this.#starter = false;
    }
    return { problems: compiled.problems, rules: compiled.outline };
  }
}
