import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');

/** What of Node a program has loaded by its end. */
function loadedBy(program: string): readonly string[] {
  const script = `${program}; console.log(JSON.stringify(process.moduleLoadList))`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: ROOT,
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '' },
    encoding: 'utf8',
  });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout);
}

// tls starts a thread that reads certificates; Electron as Node, which ends before it, aborts (electron/electron#52860).
it('loads no tls for a command that sends nothing', () => {
  expect(loadedBy("await import('./electron/cli/open-services.ts')")).not.toContain('NativeModule tls');
  expect(loadedBy("await import('node:tls')")).toContain('NativeModule tls');
});
