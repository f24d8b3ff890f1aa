import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Account, connectionAccount, keyAccount } from '#core/ports/secret-store.ts';
import { Secret } from '#core/secret.ts';
import { type Bench, benches } from './keychain/benches.ts';

let next = 0;
const newAccount = (): Account => {
  next += 1;
  return keyAccount('7b0c7f5e-4f2f-4b53-9a3b-0a5c8f1f0e11', `key-${next}`);
};

const VALUES: Readonly<Record<string, string>> = {
  'one character': 'x',
  'a key': 'sk_live_4eC39HqLyjWDarjtT1zdp7dc',
  'words in many scripts': 'пароль 密码 🔑 é e\u0301 \u202e',
  'line ends and controls': ' a\r\nb\n\tc\u0001 ',
  'exactly 1,200 units': 'a'.repeat(1200),
  '1,201 units': 'b'.repeat(1201),
  '1,200 units that take 3,600 bytes': '密'.repeat(1200),
  '64 KiB': 'c'.repeat(65_536),
  'the mark of a sealed file': 'keyrack:sealed-file:1',
};

const REFUSED: Readonly<Record<string, string>> = {
  'an empty secret': '',
  'a NUL': 'before\0after',
  'half a surrogate pair': 'x\ud83d',
};

describe.each(Object.entries(benches))('%s', (_name, open) => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await open();
  }, 60_000);
  afterAll(() => bench.close());

  const write = (account: Account, value: string) => bench.store.write(account, new Secret(value));
  const read = async (account: Account) => {
    const found = await bench.store.read(account);
    return found.state === 'present' ? found.secret.expose() : found;
  };

  test('is ready', async () => {
    expect(await bench.store.status()).toEqual({ state: 'ready', reason: null });
  });

  test('says that a secret which was never written is absent', async () => {
    expect(await read(newAccount())).toEqual({ state: 'absent' });
  });

  test.each(Object.entries(VALUES))('gives back %s as it was', async (_what, value) => {
    const account = newAccount();
    await write(account, value);
    expect(await read(account)).toBe(value);
  });

  test.each(Object.entries(REFUSED))('refuses %s and keeps what is there', async (_what, value) => {
    const account = newAccount();
    await write(account, 'kept');
    await expect(write(account, value)).rejects.toMatchObject({ code: 'invalid-input', field: 'secret' });
    expect(await read(account)).toBe('kept');
  });

  test('replaces a value that grows and shrinks across the limit of an item', async () => {
    const account = newAccount();
    for (const value of [
      'short',
      'l'.repeat(5000),
      'm'.repeat(6000),
      'again',
      'n'.repeat(1201),
      'o'.repeat(1200),
    ]) {
      await write(account, value);
      expect(await read(account)).toBe(value);
    }
  });

  test('removes, and finds nothing to remove the second time', async () => {
    const [short, long] = [newAccount(), newAccount()];
    await write(short, 'gone');
    await write(long, 'g'.repeat(2000));
    for (const account of [short, long, short, long]) await bench.store.remove(account);
    expect(await read(short)).toEqual({ state: 'absent' });
    expect(await read(long)).toEqual({ state: 'absent' });
  });

  test('names what is missing and what nobody asked for, and opens nothing', async () => {
    const [kept, gone, stray] = [newAccount(), newAccount(), newAccount()];
    await write(kept, 'kept');
    await write(stray, 'stray');
    const found = await bench.store.inspect([kept, gone]);
    if (found.state !== 'told') throw new Error(`it is ${found.state}`);
    expect(found.missing).toEqual([gone]);
    const names = found.strays.map((name) => name.split('/').at(-1));
    expect(names).toContain(stray.split('/').at(-1));
    expect(names).not.toContain(kept.split('/').at(-1));
  });

  test('keeps the secrets of a key and of a connection apart', async () => {
    const connection = connectionAccount('c0ffee00-0000-4000-8000-000000000000');
    const key = newAccount();
    await write(connection, 'management');
    await write(key, 'value');
    expect([await read(connection), await read(key)]).toEqual(['management', 'value']);
  });

  test('ends with one of the values, whole, when several are written at once', async () => {
    const account = newAccount();
    const values = ['a'.repeat(10), 'b'.repeat(3000), 'c'.repeat(20), 'd'.repeat(4000)];
    await Promise.all(values.map((value) => write(account, value).catch(() => {})));
    expect(values).toContain(await read(account));
  });

  test('keeps each of many that are written at once', async () => {
    const accounts = Array.from({ length: 20 }, newAccount);
    await Promise.all(accounts.map((account) => write(account, `value of ${account}`)));
    expect(await Promise.all(accounts.map(read))).toEqual(accounts.map((account) => `value of ${account}`));
  });

  test('seals bytes for a context and opens them for that context alone', async () => {
    const plain = new Uint8Array([0, 1, 2, 255]);
    const box = await bench.store.sealer.seal('backup/one', plain);
    expect(Buffer.from(box).includes(Buffer.from(plain))).toBe(false);
    expect(Buffer.from(await bench.store.sealer.open('backup/one', box))).toEqual(Buffer.from(plain));
    await expect(bench.store.sealer.open('backup/two', box)).rejects.toThrow();
    const changed = Buffer.from(box);
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    await expect(bench.store.sealer.open('backup/one', changed)).rejects.toThrow();
  });

  // Last, since it stays locked.
  test('once locked, says so to every call and loses nothing', async () => {
    const [short, long] = [newAccount(), newAccount()];
    await write(short, 'kept');
    await write(long, 'k'.repeat(2000));
    await bench.lock();
    expect(await bench.store.status()).toMatchObject({
      state: 'locked',
      reason: expect.stringContaining('nlock'),
    });
    for (const account of [short, long]) {
      expect(await bench.store.read(account)).toMatchObject({ state: 'locked' });
      await expect(write(account, 'other')).rejects.toMatchObject({ code: 'storage-locked' });
      await expect(bench.store.remove(account)).rejects.toMatchObject({ code: 'storage-locked' });
    }
    await expect(bench.store.sealer.seal('backup/one', new Uint8Array(1))).rejects.toMatchObject({
      code: 'storage-locked',
    });
  });
});
