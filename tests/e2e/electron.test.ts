import { expect, test } from 'vitest';
import { electronBinary, shells } from './support/shells.ts';

test('every spec runs in Electron too', (context) => {
  if (!electronBinary()) context.skip("Electron's binary is absent here: the specs ran in Chromium alone");
  expect(shells).toContain('electron');
});
