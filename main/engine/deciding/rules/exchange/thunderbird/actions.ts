import type { ExchangeNote, RuleForm } from '../../../../../../contract/rules.ts';
import { KEYWORD } from '../../read.ts';
import { folderOfUri } from './folders.ts';

/** What a filter does, as a part of a rule. */
export type Doing = Pick<RuleForm, 'labels'> &
  Partial<Pick<RuleForm, 'move' | 'flag' | 'read' | 'priority' | 'stop'>>;

type Tell = (code: ExchangeNote['code'], detail: string) => void;

const priorities: Readonly<Record<string, RuleForm['priority']>> = {
  highest: 'high',
  high: 'high',
  normal: 'normal',
  low: 'low',
  lowest: 'low',
};

/** Mail is never deleted or sent on by a rule. */
const refused = new Set(['delete', 'delete from pop3 server', 'forward', 'reply']);

/** Adds one action to what a rule does; what it cannot do is told. */
export function readAction(action: string, value: string, doing: Doing, tell: Tell): void {
  const name = action.toLowerCase();
  const shown = value === '' ? action : `${action}: ${value}`;
  if (refused.has(name)) return tell('refused-action', shown);
  switch (name) {
    case 'move to folder':
    case 'copy to folder':
      return file(name.startsWith('copy'));
    case 'mark read':
      doing.read = true;
      return;
    case 'mark flagged':
      doing.flag = true;
      return;
    case 'addtag':
      return label(value);
    case 'label':
      // Before tags there were five labels.
      return /^[1-5]$/.test(value) ? label(`$label${value}`) : tell('unknown-action', shown);
    case 'change priority': {
      const priority = priorities[value.toLowerCase()];
      if (!priority) return tell('unknown-action', shown);
      doing.priority = priority;
      return;
    }
    case 'stop execution':
      doing.stop = true;
      return;
    default:
      return tell('unknown-action', shown);
  }

  function file(isCopy: boolean): void {
    const folder = folderOfUri(value);
    if (folder === null) return tell('unknown-action', shown);
    // A rule files a mail into one folder, and a folder of this computer is on no server.
    if (isCopy || folder.isLocal || doing.move) tell('approximate', shown);
    if (doing.move) return;
    doing.move = [folder.path];
    // After a move Thunderbird asks no other filter.
    doing.stop = true;
  }

  function label(keyword: string): void {
    const clean = keyword.trim();
    if (!KEYWORD.test(clean)) return tell('unknown-action', shown);
    if (!doing.labels.includes(clean)) doing.labels.push(clean);
  }
}
