import type { PromptPart } from '../contract/inference-wire.ts';
import { mistralTemplate, oneLine, type ChatTemplate } from './prompt.ts';

/** What a model is asked to write: what stands before the mail, and after it. */
export interface WritingPrompt {
  readonly prefix: readonly PromptPart[];
  readonly suffix: readonly PromptPart[];
}

export type WritingLanguage = 'en' | 'fr';

const languages: Readonly<Record<WritingLanguage, string>> = { en: 'English', fr: 'French' };

/** Asks why a mail belongs in a folder, with what is known of its like. */
export function explainingPrompt(
  { folder, facts, language }: { folder: string; facts: readonly string[]; language: WritingLanguage },
  template: ChatTemplate = mistralTemplate,
): WritingPrompt {
  const known = facts.map((fact) => `- ${oneLine(fact)}\n`).join('');
  const question = `A person files mail. Tell them in one short sentence in ${languages[language]}, of 20 words at most, why this mail belongs in the folder "${oneLine(folder)}". Say what the mail is about; give only reasons that can be seen here.\n\n${known === '' ? '' : `What is known:\n${known}\n`}Mail:\n`;
  return framed(question, '\n\nSentence:', template);
}

/** Asks for the name of a new folder for mails that have none; `folders` show how the person calls theirs. */
export function namingPrompt(
  { folders, language }: { folders: readonly string[]; language: WritingLanguage },
  template: ChatTemplate = mistralTemplate,
): WritingPrompt {
  const known = folders.length === 0 ? '' : ` There are already: ${folders.map(oneLine).join(', ')}.`;
  const question = `A person files mail in folders.${known} The mails below have no folder yet. Name one for them, in ${languages[language]}, in one to three words that say what they have in common.\n\nMails:\n`;
  return framed(question, '\n\nName:', template);
}

function framed(question: string, end: string, template: ChatTemplate): WritingPrompt {
  return {
    prefix: [
      { text: template.before, control: true },
      { text: question, control: false },
    ],
    suffix: [
      { text: end, control: false },
      { text: template.after, control: true },
    ],
  };
}
