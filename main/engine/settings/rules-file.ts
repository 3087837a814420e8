import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RuleProblem } from '../../../contract/settings.ts';
import { compileRules, type RuleSet } from '../deciding/index.ts';

/**
 * The person's rules: `rules.yaml` in the data folder, theirs to edit here or with any editor. Before the first save it is
 * the starter rules of the program.
 */
export class RulesFile {
  readonly #path: string;
  readonly #starter: string;
  #text: string;
  #rules: RuleSet;
  #problems: RuleProblem[];

  constructor(options: { dataDir: string; resourcesDir: string }) {
    this.#path = join(options.dataDir, 'rules.yaml');
    this.#starter = join(options.resourcesDir, 'rules', 'starter.yaml');
    this.#text = readFileSync(existsSync(this.#path) ? this.#path : this.#starter, 'utf8');
    ({ rules: this.#rules, problems: this.#problems } = compileRules(this.#text));
  }

  get text(): string {
    return this.#text;
  }

  /** Compiled; of a text with problems, the rules that are sound. */
  get rules(): RuleSet {
    return this.#rules;
  }

  get problems(): RuleProblem[] {
    return this.#problems;
  }

  /** Keeps the text when it has no problems, whole or not at all. */
  save(text: string): RuleProblem[] {
    const { rules, problems } = compileRules(text);
    if (problems.length > 0) return problems;
    const draft = `${this.#path}.new`;
    writeFileSync(draft, text, { flush: true });
    renameSync(draft, this.#path);
    this.#text = text;
    this.#rules = rules;
    this.#problems = [];
    return [];
  }
}
