import { mkdtempSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { programFolder, programStart } from '../../scripts/test/clients.mjs';
import { ROOT } from '../contract/command/bench.ts';
import { runOffline } from './offline.ts';
import { canBeSent, VALUES } from './values.ts';
import { ORIGIN, openWorkbench, PORT, poor, type Workbench } from './workbench.ts';

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

const CALLS = join(import.meta.dirname, 'programs/zapier-calls.mjs');
const MODULES = join(programFolder(ROOT), 'node_modules');
const CLI = programStart(ROOT, 'zapier');

/** With what Zapier fills in elsewhere. */
const KEYS = {
  ...VALUES,
  bundle: 'a{{bundle.authData.api_key}}b{{',
  url: 'a&b=c?d#e+f%20g%',
} as const;
const NAMES = Object.keys(KEYS) as (keyof typeof KEYS)[];
const inHeaders = NAMES.filter((name) => canBeSent(KEYS[name]));

const PLACES = [
  ['header', ['--header', 'X-Probe-Key: Key {}'], inHeaders],
  ['query', ['--query', 'api_key.v1~'], NAMES],
] as const;

let workbench: Workbench;
beforeAll(async () => {
  workbench = await openWorkbench(['plain']);
});
afterAll(() => workbench?.close());

describe.each(PLACES)('an integration with the key in the %s', (place, where, names) => {
  let folder: string;
  let records: string;
  beforeAll(async () => {
    const file = join(mkdtempSync(join(workbench.bench.files, 'zapier-')), 'app', 'package.json');
    folder = dirname(file);
    records = join(folder, '..', 'records');
    const into = ['export', 'zapier', '--env', 'Dev', '--key', 'plain', '--server', 'probe', '--file', file];
    await workbench.bench.json([...into, '--url', `${ORIGIN}/calls/test`, ...where]);
    symlinkSync(MODULES, join(folder, 'node_modules'));
  });

  const inFolder = (words: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    runOffline(join(workbench.bench.keyring.folder, 'bus'), {
      words: [process.execPath, ...words],
      env: { ...poor(folder), ELECTRON_RUN_AS_NODE: '1', ...env },
      cwd: folder,
      port: PORT,
      records,
    });
  const received = (name: string) => {
    const { url, headers } = JSON.parse(readFileSync(join(records, name), 'utf8'));
    if (place === 'query') return new URL(url, ORIGIN).searchParams.get('api_key.v1~');
    return /^Key (.*)$/s.exec(headers['x-probe-key'])?.[1];
  };

  test('is sound to Zapier’s own command', async () => {
    const { code, out } = await inFolder([CLI, 'validate', '--without-style', '--skip-build']);
    expect(out).toContain('This project is structurally sound!');
    expect(code).toBe(0);
  });

  test('sends each key as it is, by Zapier’s own core', async () => {
    const calls = names.map((name) => ({ key: KEYS[name], url: `${ORIGIN}/calls/${name}?a=b%26` }));
    const { code, out } = await inFolder([CALLS, folder], { CALLS: JSON.stringify(calls) });
    expect(code, out).toBe(0);
    const right = names.map((name) => [name, KEYS[name]]);
    expect(Object.fromEntries(names.map((name) => [name, received(name)]))).toEqual(
      Object.fromEntries(right),
    );
  });

  test('sends the key when its connection is tested', async () => {
    const { code, out } = await inFolder([CALLS, folder], { CALLS: JSON.stringify([{ key: KEYS.dollars }]) });
    expect(code, out).toBe(0);
    expect(received('test')).toBe(KEYS.dollars);
  });

  test('sends it to nobody else', async () => {
    const calls = [{ key: KEYS.plain, url: `http://localhost:${PORT}/calls/elsewhere` }];
    const { code, out } = await inFolder([CALLS, folder], { CALLS: JSON.stringify(calls) });
    expect(code).not.toBe(0);
    expect(out).toContain(`This integration calls ${ORIGIN} alone.`);
    expect(() => received('elsewhere')).toThrow('ENOENT');
  });
});
