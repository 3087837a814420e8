import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startScreen, type VirtualScreen } from '../support/xvfb.ts';
import { waitFor } from '../support/wait-for.ts';
import { startApp, temporaryFolder, type RunningApp } from './support/app.ts';
import { eyesOf, handsOf, type Eyes, type Hands } from './support/hands.ts';
import { shells } from './support/shells.ts';
import { mailsOnDisk, movesBetween, type Move, type Whereabouts } from './support/whereabouts.ts';
import { waitUntilDecided, waitUntilFiled } from './support/window.ts';

const GROUP_AT_CURSOR = '[data-testid=group-row][data-cursor=true]';
const MAIL_AT_CURSOR = '[data-testid=mail-row][data-cursor=true]';
const PICKED = '[data-testid=group-row][data-picked=true]';

const id = (name: string): string => `[data-testid=${name}]`;

/** The whole main flow, by somebody who has no pointer. */
describe.each(shells)('by keys alone, in %s', (shell) => {
  let screen: VirtualScreen;
  let app: RunningApp;
  let hands: Hands;
  let eyes: Eyes;
  let maildir: string;
  let before: Whereabouts;
  const folder = temporaryFolder();

  beforeAll(async () => {
    screen = await startScreen({ width: 1280, height: 800 });
    const dataDir = join(folder.path, 'data');
    app = await startApp({ shell, display: screen.display, dataDir, language: 'en' });
    hands = handsOf(app.page);
    eyes = eyesOf(app.page);
    await eyes.read(id('first-run'));
    await hands.tabTo(id('try-demo'));
    await hands.press('Enter');
    maildir = (await waitUntilDecided(app.page)).location;
    before = mailsOnDisk(maildir);
  });
  // What was taken back is decided anew before the next step counts anything.
  beforeEach(async () => {
    await waitUntilDecided(app.page);
    await hands.press('g', 'p');
    await eyes.read(id('group-row'));
  });
  afterAll(async () => {
    await app.stop();
    await screen.stop();
    folder.remove();
  });

  function moved(right: (moves: Move[]) => boolean): Promise<Move[]> {
    return waitFor(() => {
      const moves = movesBetween(before, mailsOnDisk(maildir));
      // A file that is being renamed is nowhere for a moment.
      return right(moves) && moves.every(({ from, to }) => from !== undefined && to !== undefined) && moves;
    });
  }
  async function takeBack(): Promise<void> {
    await hands.press('u');
    await moved(({ length }) => length === 0);
    await waitUntilFiled(app.page);
  }
  const countAtCursor = async (): Promise<number> =>
    Number(
      /[\d,]+/.exec(
        (await eyes.attribute(`${GROUP_AT_CURSOR} ${id('approve-group')}`, 'aria-label')) ?? '',
      )?.[0],
    );

  test('goes through the groups, picks some and lets them go', async () => {
    await hands.press('j', 'j');
    const second = await eyes.read(GROUP_AT_CURSOR);
    await hands.press('k');
    expect(await eyes.read(GROUP_AT_CURSOR)).not.toBe(second);
    await hands.press('x', 'Shift+ArrowDown', 'Shift+ArrowDown');
    expect(await eyes.count(PICKED)).toBe(3);
    await hands.press('Escape');
    expect(await eyes.count(PICKED)).toBe(0);
  });

  test('approves one mail, a group, and all that is sure, and takes each back', async () => {
    await hands.press('j');
    await eyes.read(id('mail-row'));
    await hands.press('Enter');
    await eyes.read(MAIL_AT_CURSOR);
    await hands.press('j', 'e');
    await moved(({ length }) => length === 1);
    await takeBack();
    await hands.press('Escape');

    const count = await countAtCursor();
    await hands.press('e');
    await moved(({ length }) => length === count);
    await takeBack();
    await waitUntilDecided(app.page);

    await hands.tabBackTo(id('approve-sure'));
    await hands.press('Enter');
    await moved(({ length }) => length > count);
    await waitUntilFiled(app.page);
    await takeBack();
  });

  test('puts a group in a folder found by its first letters, and in one that is made for it', async () => {
    await hands.press('Home');
    const count = await countAtCursor();
    await hands.press('m');
    await hands.type('tra');
    await hands.press('Enter');
    const [found] = await moved(({ length }) => length === count);
    expect(found?.to).toMatch(/tra/i);
    await takeBack();
    await waitUntilDecided(app.page);

    await hands.press('Home', 'm');
    await hands.type('By keys alone');
    await hands.press('Shift+Enter');
    const [made] = await moved(({ length }) => length > 0);
    expect(made?.to).toContain('By keys alone');
    await waitUntilFiled(app.page);
    await takeBack();
  });

  test('finds mail and files what was found', async () => {
    await hands.press('/');
    await hands.type('in:inbox invoice');
    await hands.press('Escape');
    await eyes.read(id('mail-row'));
    await hands.tabBackTo(id('search-input'));
    await hands.press('Enter');
    await eyes.read(MAIL_AT_CURSOR);
    await hands.press('x', 'j', 'x', 'm');
    await hands.type('By keys alone');
    await hands.press('Enter');
    await moved(({ length }) => length === 2);
    await takeBack();
  });

  test('goes to every place and back', async () => {
    const places = {
      i: 'place-mailbox-inbox',
      s: 'place-search',
      a: 'place-activity',
      d: 'place-dashboard',
      r: 'place-rules',
      b: 'place-backtest',
      p: 'place-proposals',
    };
    for (const [letter, place] of Object.entries(places)) {
      await hands.press('g', letter);
      await eyes.read(`${id(place)}[aria-current=page]`);
      // What is typed now is searched for.
      if (letter === 's') await hands.press('Escape');
    }
  });

  test('takes a whole day back', async () => {
    await hands.press('Home', 'e');
    await moved(({ length }) => length > 0);
    await waitUntilFiled(app.page);
    await hands.press('g', 'a');
    await eyes.read(id('batch-row'));
    await hands.tabTo(id('day-menu'));
    await hands.press('Enter');
    await hands.arrowTo(id('undo-day'));
    await hands.press('Enter');
    await moved(({ length }) => length === 0);
    await waitUntilFiled(app.page);
  });

  test('writes a rule and keeps it', async () => {
    await hands.press('g', 'r');
    await eyes.read(id('rules-list'));
    await hands.tabTo(id('rule-add'));
    await hands.press('Enter');
    await hands.tabTo(id('rule-name'));
    await hands.type('By keys');
    await hands.tabTo(id('condition-words'));
    await hands.type('nobody@nowhere.example');
    await hands.press('Enter');
    await hands.tabTo(id('rule-move'));
    await hands.type('By keys alone');
    await hands.press('Enter', 'Control+s');
    await waitFor(async () => (await eyes.read(id('rules-state'))) === 'Saved');
    // Keys are commands again.
    await hands.press('Escape');
  });

  test('goes through the settings, and speaks French at once', async () => {
    await hands.press('g', ',');
    await eyes.read('[role=tab][aria-selected=true]');
    await hands.tabTo('[role=tab][aria-selected=true]');
    const tabs = await eyes.count('[role=tab]');
    const names = new Set<string>();
    for (let step = 0; step < tabs; step += 1) {
      await hands.press('ArrowDown');
      names.add(await eyes.read('[role=tab][aria-selected=true]'));
    }
    expect(names.size).toBe(tabs);
    await hands.tabTo('input[type=radio]');
    await hands.press('ArrowRight', 'ArrowRight');
    await waitFor(async () => (await eyes.attribute('html', 'lang')) === 'fr');
    await hands.press('ArrowLeft');
    await waitFor(async () => (await eyes.attribute('html', 'lang')) === 'en');
    await hands.press('Escape');
    await waitFor(async () => (await eyes.count('[role=dialog]')) === 0);
  });

  test('commands by name, and is told the keys', async () => {
    await hands.press('Control+k');
    await hands.type('activity');
    await hands.press('Enter');
    await waitFor(async () => (await eyes.count('[role=dialog]')) === 0);
    await eyes.read(id('day-heading'));
    await hands.press('?');
    expect(await eyes.read('[role=dialog]')).toContain('Approve');
    await hands.press('Escape');
    await waitFor(async () => (await eyes.count('[role=dialog]')) === 0);
    await waitFor(async () => (await eyes.focus()).unseen === '');
  });
});
