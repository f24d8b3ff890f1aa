import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isOursIn, namedIn } from '../../electron/platform/home-names.ts';
import { itemsOf } from '../e2e/keyring-all.ts';
import { type Bench, openBench } from './command/bench.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

const PASSPHRASE = 'correct horse battery';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.close());

async function fill(tier: 'keychain' | 'passphrase' = 'keychain', values: readonly string[] = []) {
  const fd = ['--passphrase-fd', '3'];
  await bench.json(['init', '--storage', tier, ...fd], { passphrase: PASSPHRASE });
  if (tier === 'passphrase') await bench.json(['unlock', ...fd], { passphrase: PASSPHRASE });
  await bench.json(['env', 'add', 'Development', '--stage', 'development']);
  for (const [at, stdin] of values.entries()) {
    await bench.json(['key', 'add', '--env', 'Development', '--name', `K${at}`, '--var', `K${at}`], {
      stdin,
    });
  }
}

const everything = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .sort()
    .map((path) => {
      const { mtimeMs, mode } = statSync(path);
      return `${path} ${mtimeMs} ${mode.toString(8)}`;
    });

const accounts = () => itemsOf(bench.env).map(({ account = '' }) => account);

describe('a home', () => {
  it('that was used holds nothing but what the table names, and can be made again after it went', async () => {
    await fill('keychain', ['short', 'l'.repeat(2000)]);
    const env = join(bench.files, '.env');
    await bench.json([
      'export',
      'dotenv',
      '--env',
      'Development',
      '--key',
      'K0',
      '--file',
      env,
      '--mechanism',
      'inline',
    ]);
    await bench.json(['connection', 'add', '--env', 'Development', '--provider', 'playground']);
    await bench.run(['doctor']);
    const strangers = readdirSync(bench.home).flatMap((name) => {
      const named = namedIn(name);
      if (named === null) return [name];
      if (named.holds === null) return [];
      return readdirSync(join(bench.home, name)).filter((each) => !isOursIn(named, each));
    });
    expect([strangers, readdirSync(bench.home)]).toEqual([[], expect.arrayContaining(['code', 'sealed'])]);

    expect(await bench.json(['uninstall', '--yes'])).toMatchObject({ removed: true, kept: [] });
    expect(existsSync(bench.home)).toBe(false);
    await fill();
  });

  it('is not made of a folder in which a browser keeps its users, by no command', async () => {
    const config = join(bench.files, 'config');
    for (const folder of ['chromium/Default', 'logs', 'sealed'])
      mkdirSync(join(config, folder), { recursive: true });
    writeFileSync(join(config, 'chromium/Default/Bookmarks'), 'precious');
    writeFileSync(join(config, 'preferences.json'), '{}');
    for (const path of ['', 'chromium', 'logs', 'preferences.json']) chmodSync(join(config, path), 0o755);
    const before = everything(config);
    for (const words of [['uninstall', '--yes'], ['status'], ['env', 'list'], ['doctor']]) {
      await bench.run([...words, '--home', config]);
    }
    expect(everything(config)).toEqual(before);
  });
});

describe('uninstall', () => {
  it('writes nothing with --dry-run, with a ledger and without', async () => {
    await fill('keychain', ['one', 'l'.repeat(2000)]);
    const before = everything(bench.home).filter((line) => !line.includes('/code'));
    const look = async () => {
      const plan = await bench.json(['uninstall', '--dry-run']);
      return [plan, everything(bench.home).filter((line) => !line.includes('/code'))];
    };
    expect(await look()).toEqual([expect.objectContaining({ secrets: 2, held: ['K0', 'K1'] }), before]);
    rmSync(join(bench.home, 'ledger.db'));
    const left = everything(bench.home).filter((line) => !line.includes('/code'));
    expect(await look()).toEqual([
      expect.objectContaining({ ledger: false, sealed: [expect.any(String)] }),
      left,
    ]);
  });

  it('touches nothing while the ledger is set aside, and all once it is back', async () => {
    await fill('keychain', ['one', 'l'.repeat(2000)]);
    const before = accounts();
    const aside = join(bench.files, 'ledger.db');
    renameSync(join(bench.home, 'ledger.db'), aside);
    const { code, err } = await bench.run(['uninstall', '--yes']);
    expect([code, err]).toEqual([6, expect.stringContaining('ledger.db back')]);
    expect([accounts(), existsSync(join(bench.home, 'ledger.db'))]).toEqual([before, false]);
    renameSync(aside, join(bench.home, 'ledger.db'));
    expect(await bench.json(['uninstall', '--yes'])).toMatchObject({ removed: true, secrets: 2, strays: [] });
    expect(accounts()).toEqual([]);
  });

  it('of another command at once, no key that was reported as kept is lost untold', async () => {
    await fill('keychain', ['one', 'two', 'three']);
    const add = async (name: string) => {
      const words = ['key', 'add', '--env', 'Development', '--name', name, '--var', name];
      return (await bench.run(words, { stdin: `late-${name}` })).code;
    };
    const late = Promise.all(['A', 'B', 'C', 'D', 'E', 'F'].map(add));
    const { code, out } = await bench.run(['--json', 'uninstall', '--yes']);
    const codes = await late;
    if (code === 0) expect(JSON.parse(out).secrets).toBe(3 + codes.filter((each) => each === 0).length);
    expect(codes.every((each) => [0, 1, 4, 6].includes(each ?? -1))).toBe(true);
    await bench.run(['uninstall', '--yes', '--without-ledger']);
    expect(accounts()).toEqual([]);
  });

  it('needs no passphrase where nothing is kept under it', async () => {
    await fill('passphrase');
    await bench.json(['lock']);
    expect(await bench.json(['uninstall', '--yes'])).toMatchObject({ removed: true });
    expect(existsSync(bench.home)).toBe(false);
  });

  it('with a forgotten passphrase gives the secrets up by name, and leaves files as they are', async () => {
    await fill('passphrase', ['one']);
    const env = join(bench.files, '.env');
    await bench.json([
      'export',
      'dotenv',
      '--env',
      'Development',
      '--key',
      'K0',
      '--file',
      env,
      '--mechanism',
      'inline',
    ]);
    const before = readFileSync(env, 'utf8');
    expect(await bench.run(['uninstall', '--yes', '--without-storage'])).toMatchObject({ code: 5 });
    await bench.json(['lock']);
    const refused = await bench.run(['uninstall', '--yes']);
    expect([refused.code, refused.err]).toEqual([3, expect.not.stringContaining('Removing')]);
    const { code, out } = await bench.run(['--json', 'uninstall', '--yes', '--without-storage']);
    expect([code, JSON.parse(out)]).toEqual([
      1,
      expect.objectContaining({ removed: false, lost: ['K0'], kept: [], keychainLeft: false }),
    ]);
    expect([existsSync(bench.home), readFileSync(env, 'utf8')]).toEqual([false, before]);
  });
});
