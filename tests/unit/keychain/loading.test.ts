import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

test('nothing of the keychain is loaded with the module', async () => {
  const index = join(import.meta.dirname, '..', '..', '..', 'electron', 'keychain', 'index.ts');
  const script = `import { createRequire } from 'node:module'; await import(${JSON.stringify(index)});
    const loaded = Object.keys(createRequire('/').cache).concat(process.report.getReport().sharedObjects);
    console.log(loaded.filter((path) => /keytar|libsecret/.test(path)).length)`;
  const args = ['--input-type=module', '-e', script];
  expect((await promisify(execFile)(process.execPath, args)).stdout).toBe('0\n');
});
