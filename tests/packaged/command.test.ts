import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { NODE } from '../../scripts/package/node.mjs';
import { commandFolder, ended, openPlace, type Place } from './place.ts';

vi.setConfig({ testTimeout: 120_000 });

const folder = commandFolder(process.env.RELEASE_APP ?? '');
const keyrack = join(folder, 'bin', 'keyrack');
let place: Place;
beforeEach(() => {
  place = openPlace();
});
afterEach(() => place.close());

/** A key in a home of its own, so that exec has something to hand over. */
async function keepKey() {
  await place.run([keyrack, 'init', '--storage', 'keychain']);
  await place.run([keyrack, 'env', 'add', 'Packed', '--stage', 'development']);
  const add = ['key', 'add', '--env', 'Packed', '--name', 'Key', '--var', 'PACKED_KEY'];
  expect(await place.run([keyrack, ...add], 'a value that is kept')).toMatchObject({ code: 0 });
}

test('the packed command runs on the Node that was packed with it, where there is no other', async () => {
  const { out, code, err } = await place.run([keyrack, 'doctor', '--json']);
  const { findings } = JSON.parse(out) as { findings: readonly { check: string; message: string }[] };
  const said = (check: string) => findings.find((finding) => finding.check === check)?.message;
  const runtime = `keyrack 0.1.0 on Node ${NODE.version}, ${join(folder, 'bin/node')}; SQLite `;
  expect(said('runtime')?.slice(0, runtime.length)).toBe(runtime);
  expect(said('launcher')).toBe(`${join(folder, 'bin/node')} ${join(folder, 'bin/keyrack.mjs')}`);
  expect({ err, isKnown: code === 0 || code === 1 }).toEqual({ err: '', isKnown: true });
});

test('status is the same through a link, a link to a link, and a name in the same folder', async () => {
  const direct = await place.run([keyrack, 'status', '--json']);
  expect(direct).toMatchObject({ code: 0, err: '' });
  symlinkSync(keyrack, join(place.folder, 'first'));
  symlinkSync('first', join(place.folder, 'second'));
  for (const words of [['./first'], ['./second'], ['sh', 'second'], [join(place.folder, 'second')]])
    expect(await place.run([...words, 'status', '--json']), words.join(' ')).toEqual(direct);
});

test('exec hands a key over and becomes the program, with its code and its words', async () => {
  await keepKey();
  const child = ['sh', '-c', `printf '%s|' "$PACKED_KEY" "$@"; exit 7`, 'sh', 'a b', '*'];
  const { code, out, err } = await place.run([keyrack, 'exec', '--key', 'Key', '--', ...child]);
  expect({ code, out, err }).toEqual({ code: 7, out: 'a value that is kept|a b|*|', err: '' });
});

test('a signal to the command reaches the program, which is the same process', async () => {
  await keepKey();
  const script = 'trap "echo got; exit 9" USR2; echo $$; while :; do sleep 0.1; done';
  const child = place.start([keyrack, 'exec', '--key', 'Key', '--', 'sh', '-c', script]);
  const result = ended(child);
  await new Promise((resolve) => child.stdout?.once('data', resolve));
  child.kill('SIGUSR2');
  expect(await result).toEqual({ code: 9, signal: null, out: `${child.pid}\ngot\n`, err: '' });
});

test('the licence of Node is packed with it', () => {
  expect(readFileSync(join(folder, 'bin/node.LICENSE'), 'utf8')).toContain('Node.js is licensed for use');
});
