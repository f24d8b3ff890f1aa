import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const module = join(import.meta.dirname, '../../../electron/platform/code-cache.ts');
let home = '';

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'keyrack-code-'));
  writeFileSync(join(home, 'ledger.db'), '');
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** In a process of its own: Node keeps what it was told first. */
function isKept(): boolean {
  const script = `const { keepCode } = await import(${JSON.stringify(module)}); console.log(keepCode(${JSON.stringify(home)}))`;
  return (
    execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }) === 'true\n'
  );
}

describe.runIf(process.platform !== 'win32')('compiled code', () => {
  it('is kept in a folder of the home that nobody else can enter', () => {
    expect(isKept()).toBe(true);
    const folders = ['code', ...readdirSync(join(home, 'code')).map((name) => join('code', name))];
    expect(folders.map((name) => statSync(join(home, name)).mode & 0o777)).toEqual([0o700, 0o700]);
  });

  it('makes no home where none is', () => {
    rmSync(join(home, 'ledger.db'));
    expect(isKept()).toBe(false);
    expect(existsSync(join(home, 'code'))).toBe(false);
    rmSync(home, { recursive: true });
    expect(isKept()).toBe(false);
    expect(existsSync(home)).toBe(false);
  });

  it.each<[string, () => void]>([
    ['a home that others can enter', () => chmodSync(home, 0o755)],
    [
      'a folder that others can write',
      () => {
        mkdirSync(join(home, 'code'));
        chmodSync(join(home, 'code'), 0o777);
      },
    ],
    ['a link to elsewhere', () => symlinkSync(tmpdir(), join(home, 'code'))],
    ['a file in its place', () => writeFileSync(join(home, 'code'), '')],
  ])('is never taken from %s', (_, plant) => {
    plant();
    expect(isKept()).toBe(false);
  });
});
