import type { PromptPart } from '../contract/inference-wire.ts';

/** Changes whenever the same folders would give another prompt: states kept on disk carry it in their name. */
export const PROMPT_VERSION = 1;

/** What begins and ends a question; where they differ, models are confused. */
export interface ChatTemplate {
  readonly before: string;
  readonly after: string;
}

/** Mistral's own, the same from 7B v0.3 to Ministral 3. */
export const mistralTemplate: ChatTemplate = { before: '<s>[INST]', after: '[/INST]' };

/** A folder as the model sees it. */
export interface FolderLine {
  readonly label: string;
  readonly name: string;
  /** What typical mails there say: senders, subjects, or a description. */
  readonly examples: readonly string[];
}

export interface ScoringPrompt {
  /** Before the mail: the same for every mail while the folders are the same. */
  readonly prefix: readonly PromptPart[];
  /** After the mail; the next token is the answer. */
  readonly suffix: readonly PromptPart[];
}

/**
 * Asks which folder a mail belongs to, so that the answer is one token: a label of the folders given, or the one that stands
 * for none of them.
 */
export function scoringPrompt(
  folders: readonly FolderLine[],
  noneLabel: string,
  template: ChatTemplate = mistralTemplate,
): ScoringPrompt {
  const lines = folders.map(({ label, name, examples }) => {
    const after = examples.length === 0 ? '' : `: ${examples.map(oneLine).join(', ')}`;
    return `${label} = ${oneLine(name)}${after}\n`;
  });
  const question = `You file mail for a person. These are the folders, each with what is in it:\n\n${lines.join('')}${noneLabel} = none of these\n\nAnswer with the letter of the folder that the mail belongs to.\n\nMail:\n`;
  return {
    prefix: [
      { text: template.before, control: true },
      { text: question, control: false },
    ],
    suffix: [
      { text: '\n\nLetter:', control: false },
      { text: template.after, control: true },
    ],
  };
}

/** A name or an example cannot make a line of its own. */
export function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
