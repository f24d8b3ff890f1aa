import { expect, test } from 'vitest';
import { runChild } from '../../../electron/platform/process-run.ts';

test('a value longer than a variable may be fails, and does not throw', async () => {
  const child = { file: '/bin/true', argv: ['true'], env: { LONG: 'a'.repeat(3_000_000) } };
  expect(await runChild(child)).toEqual({ failed: 'E2BIG' });
});
