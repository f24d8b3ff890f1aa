import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AppError } from '#core/errors.ts';
import { readFileGiven } from '../../../electron/cli/file-input.ts';

const WANTED = { maxBytes: 70_000, max: '70 kB', next: 'Name another file.', field: 'ca' };

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'given-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const fileOf = (bytes: number): string => {
  const file = join(folder, 'given');
  writeFileSync(file, Buffer.alloc(bytes, 'x'));
  return file;
};

function failureOf(file: string): Pick<AppError, 'code' | 'message' | 'next' | 'field'> {
  try {
    readFileGiven(file, WANTED);
  } catch (error) {
    return error as AppError;
  }
  throw new Error('nothing was thrown');
}

test.each([0, 1, 65_536, 70_000])('a file of %i bytes is read whole', (bytes) => {
  expect(readFileGiven(fileOf(bytes), WANTED).toString()).toBe('x'.repeat(bytes));
});

test('a larger file is refused, and so is one that never ends', () => {
  for (const file of [fileOf(70_001), '/dev/zero']) {
    expect(failureOf(file)).toMatchObject({
      code: 'invalid-input',
      message: `The file ${file} is larger than 70 kB.`,
      field: 'ca',
    });
  }
});

test('what is not there, or is a folder, cannot be read', () => {
  for (const file of [join(folder, 'nothing'), folder]) {
    expect(failureOf(file)).toMatchObject({ code: 'not-found', next: 'Name another file.' });
  }
});
