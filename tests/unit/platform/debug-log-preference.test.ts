import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { wantsDebugLog } from '../../../electron/platform/preference-file.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'preferences-'));
});
afterEach(() => rmSync(home, { recursive: true }));

it.each([
  ['switched on', '{"preferences":{"theme":"dark","debugLog":true}}', true],
  ['switched off', '{"preferences":{"debugLog":false}}', false],
  ['written by an older Keyrack', '{"preferences":{"theme":"dark"}}', false],
  ['not quite true', '{"preferences":{"debugLog":"true"}}', false],
  ['broken', '{"preferences":', false],
  ['no object', 'null', false],
])('the command follows preferences that are %s', (_, text, wanted) => {
  writeFileSync(join(home, 'preferences.json'), text);
  expect(wantsDebugLog(home)).toBe(wanted);
});

it('the command writes no debug log where there are no preferences', () => {
  expect(wantsDebugLog(home)).toBe(false);
});
