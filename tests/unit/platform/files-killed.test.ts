import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { createFiles } from '../../../electron/platform/files.ts';

const KILLS = 20;
const CONTENTS = ['old state', 'new state'];
const folder = mkdtempSync(join(tmpdir(), 'keyrack-files-'));
const path = join(folder, 'config.json');
const files = createFiles('/home/of/keyrack');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function replaceUntilKilled(ms: number): Promise<void> {
  const script = join(import.meta.dirname, 'replacing-child.ts');
  const child = spawn(process.execPath, [script, path, ...CONTENTS], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  await delay(ms);
  child.kill('SIGKILL');
  await once(child, 'exit');
}

test('killed anywhere, the file is the old one or the new one, and a sweep leaves nothing beside it', async () => {
  for (let kill = 0; kill < KILLS; kill += 1) {
    await replaceUntilKilled(5 + kill * 1.7);
    await files.sweep(path);
    const { bytes } = await files.snapshot(path);
    const states = CONTENTS.map((content) => content.repeat(2000));
    if (bytes !== null) {
      expect(states).toContain(readFileSync(path, 'utf8'));
      expect(statSync(path).mode & 0o777).toBe(0o600);
    }
    expect(readdirSync(folder)).toEqual(bytes === null ? [] : ['config.json']);
  }
});
