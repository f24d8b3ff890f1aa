import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { READERS } from '../unit/exporters/env-readers.ts';
import { exportAll } from './api-suite.ts';
import { VALUE_NAMES, VALUES, type ValueName } from './values.ts';
import { openWorkbench, variableOf, type Workbench } from './workbench.ts';

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

/** With a quote that would end them, with what python-dotenv, Next.js or Vite expand or unescape. */
const REFUSED: readonly ValueName[] = [
  ...(['everything', 'dollar', 'dollars', 'braced', 'defaulted', 'named'] as const),
  ...(['shell', 'backslashes'] as const),
];
const WRITTEN = VALUE_NAMES.filter((name) => !REFUSED.includes(name));

let workbench: Workbench;
let file: string;
beforeAll(async () => {
  workbench = await openWorkbench();
  file = join(workbench.bench.files, '.env');
});
afterAll(() => workbench?.close());

test('a value that some reader would alter is refused, and each other goes into one .env', async () => {
  expect(await exportAll(workbench, 'dotenv', file, 'inline')).toEqual(REFUSED);
});

test.each(Object.entries(READERS))('%s reads the stored values from it', (_, read) => {
  const stored = WRITTEN.map((name) => [variableOf(name), VALUES[name]]);
  expect(read(readFileSync(file, 'utf8'))).toMatchObject(Object.fromEntries(stored));
});
