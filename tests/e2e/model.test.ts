import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catalogue } from '../../models/catalogue.ts';
import { makeModel } from '../../models/maker/index.ts';
import { FileServer, sha256 } from '../support/file-server.ts';
import { startScreen, type VirtualScreen } from '../support/xvfb.ts';
import { waitFor } from '../support/wait-for.ts';
import { seriousProblems } from './support/accessibility.ts';
import { startApp, temporaryFolder, type RunningApp } from './support/app.ts';
import { shells } from './support/shells.ts';
import { waitUntilDecided } from './support/window.ts';

/** A person gets a model, uses it, and deletes it again; the server is a local one, the model a real and tiny one. */
describe.each(shells)('the model panel, in %s', (shell) => {
  let screen: VirtualScreen;
  let app: RunningApp;
  let server: FileServer;
  let page: Page;
  const folder = temporaryFolder();
  const models = join(folder.path, 'data', 'models');
  const tiny = join(folder.path, 'tiny.gguf');
  const card = (id: string) => page.locator(`[data-testid="model-card"][data-model="${id}"]`);
  const small = catalogue.find(({ recommendedFor }) => recommendedFor === 'below-16-gb')!;

  beforeAll(async () => {
    await makeModel({ shape: 'tiny', path: tiny });
    server = await FileServer.start();
    // The program's processes believe the certificate from their start on.
    process.env['NODE_EXTRA_CA_CERTS'] = server.certificateFile;
    screen = await startScreen({ width: 1280, height: 800 });
    app = await startApp({
      shell,
      display: screen.display,
      dataDir: join(folder.path, 'data'),
      args: ['--demo'],
    });
    page = app.page;
    await waitUntilDecided(page);
    await page.getByTestId('place-settings').click();
    await page.getByRole('tab', { name: 'Model' }).click();
    await page.getByTestId('model-panel').waitFor();
  });
  afterAll(async () => {
    delete process.env['NODE_EXTRA_CA_CERTS'];
    await app.stop();
    await server.stop();
    await screen.stop();
    folder.remove();
  });

  test('shows what could be had, with what it costs, and offers one', async () => {
    const cards = page.getByTestId('model-card');
    expect(await cards.count()).toBe(catalogue.length);
    expect(await cards.first().innerText()).toMatch(/Recommended for this computer/);
    expect(await card(small.id).innerText()).toMatch(
      /2\.2 GB[^]*Apache-2\.0[^]*3\.1 GB of memory[^]*estimate/,
    );
  });

  test('takes another mirror, and downloads from it: paused, resumed, proved, in use', async () => {
    const bytes = readFileSync(tiny);
    const path = new URL(small.uris[0]!).pathname;
    const slow = { linked: sha256(bytes), pace: { bytes: 15_000, ms: 150 } };
    server.turns(path, [bytes, slow], [bytes, { linked: sha256(bytes) }]);
    await page.getByTestId('model-advanced').click();
    await page.getByTestId('model-mirrors').fill(server.origin());
    await page.getByTestId('model-save-mirrors').click();
    await card(small.id).getByTestId('model-download').click();
    await card(small.id).getByTestId('model-progress').waitFor();
    expect(await seriousProblems(app)).toEqual([]);
    const line = card(small.id).getByTestId('model-progress-line');
    await waitFor(async () => /a second · .* left/.test(await line.innerText()));
    await card(small.id).getByTestId('model-pause').click();
    await card(small.id).getByTestId('model-resume').waitFor();
    expect(readdirSync(models)).toEqual([`${small.id}.gguf.part`]);
    await card(small.id).getByTestId('model-resume').click();
    await card(small.id).getByTestId('model-in-use').waitFor();
    expect(await card(small.id).innerText()).toMatch(/every byte/);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await seriousProblems(app), colorScheme).toEqual([]);
    }
    expect(server.asked.at(-1)?.range).toMatch(/^bytes=[1-9]/);
  });

  test('tells in a sentence why a file cannot be used, and takes one that can', async () => {
    await page.getByTestId('model-own').fill(join(folder.path, 'nothing.gguf'));
    await page.getByTestId('model-add').click();
    await page.getByTestId('model-panel').getByRole('alert').waitFor();
    await page.getByTestId('model-own').fill(tiny);
    await page.getByTestId('model-add').click();
    const own = page.getByTestId('model-card').filter({ hasText: tiny });
    await own.getByTestId('model-choose').click();
    await own.getByTestId('model-in-use').waitFor();
    expect(await card(small.id).getByTestId('model-in-use').count()).toBe(0);
    await own.getByTestId('model-menu').click();
    await page.getByTestId('model-delete').click();
    await own.waitFor({ state: 'detached' });
    expect(existsSync(tiny)).toBe(true);
  });

  test('deletes a download after a question', async () => {
    await card(small.id).getByTestId('model-menu').click();
    await page.getByTestId('model-delete').click();
    await card(small.id).getByTestId('model-delete-sure').click();
    await card(small.id).getByTestId('model-download').waitFor();
    expect(readdirSync(models)).toEqual([]);
  });

  test('cancels a download, and leaves nothing', async () => {
    const bytes = readFileSync(tiny);
    server.file(new URL(small.uris[0]!).pathname, bytes, { pace: { bytes: 30_000, ms: 150 } });
    await card(small.id).getByTestId('model-download').click();
    await card(small.id).getByTestId('model-cancel').click();
    await card(small.id).getByTestId('model-download').waitFor();
    expect(readdirSync(models)).toEqual([]);
  });
});
