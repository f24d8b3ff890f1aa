import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, test } from 'vitest';
import { AppError } from '#core/errors.ts';
import { createImporting } from '#core/importing/index.ts';
import type { Secret } from '#core/secret.ts';
import type { LocalKey } from '#shared/model/key.ts';
import { nameSchema, variableSchema } from '#shared/model/text-fields.ts';
import { importers } from '../../../electron/exporters/imports/index.ts';
import { createDeliveringWorld } from './delivering-world.ts';

let folder: string;
let world: ReturnType<typeof createDeliveringWorld>;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'importing-'));
  world = createDeliveringWorld();
});
afterEach(() => {
  world.end();
  rmSync(folder, { recursive: true });
});

/** A fingerprint that a test can read. */
const fingerprintOf = async (secret: Secret) => `print of ${secret.expose()}`;

function open({ failAt = Number.POSITIVE_INFINITY } = {}) {
  const added: LocalKey[] = [];
  const importing = createImporting({
    ...world.deps,
    importers,
    fingerprintOf,
    keys: {
      fingerprintHeld: async () => 0,
      add: async (input, secret) => {
        if (added.length >= failAt)
          throw new AppError('storage-unavailable', { message: 'The keyring is gone.' });
        added.push(input);
        const { name, variable, environmentId } = input;
        const fingerprint = await fingerprintOf(secret);
        return world.addKey({ name, variable, environmentId, held: true, fingerprint }) as never;
      },
    },
  });
  return { importing, added };
}

const put = (text: string): string => {
  const file = join(folder, 'given');
  writeFileSync(file, text);
  return file;
};
const request = (file: string) => ({ file, environmentId: world.development.id });

it('keeps what looks like a key, and a second run passes over what is there', async () => {
  const file = put('A_KEY=canary-value-1\nPORT=8080\nB_KEY=canary-value-2\n');
  const { importing, added } = open({ failAt: 1 });
  const plan = await importing.plan(request(file));
  expect(JSON.stringify(plan)).not.toContain('canary-value');
  await expect(importing.run(plan.plan, {})).rejects.toMatchObject({
    code: 'storage-unavailable',
    message: expect.stringContaining('1 of 2 keys are kept'),
  });
  expect(added.map(({ variable }) => variable)).toEqual(['A_KEY']);

  const second = open();
  const again = await second.importing.plan(request(file));
  expect(again.rows.map(({ state }) => state)).toEqual(['held', 'new', 'new']);
  expect(await second.importing.run(again.plan, {})).toMatchObject({ kept: [{ row: 3 }], left: [2] });
});

it('tells a value that a key of another environment has, and takes it only where that is said', async () => {
  world.addKey({
    name: 'Live',
    environmentId: world.production.id,
    held: true,
    fingerprint: 'print of canary-value-1',
  });
  const { importing } = open();
  const plan = await importing.plan(request(put('A_KEY=canary-value-1\n')));
  expect(plan.rows).toMatchObject([
    { state: 'elsewhere', notes: ['In use in Production, as the key "Live".'] },
  ]);
  expect(await importing.run(plan.plan, {})).toEqual({ kept: [], left: [1] });
  expect(await importing.run(plan.plan, { sameValue: true })).toMatchObject({ kept: [{ row: 1 }], left: [] });
});

test.each([
  ['', 'IMPORTED_API_KEY'],
  ['__proto__', 'PROTO_API_KEY'],
  ['Ünïcode – tökén', 'UNICODE_TOKEN'],
  ['1st key', '_1ST_KEY'],
  ['x'.repeat(500), `${'X'.repeat(120)}_API_KEY`],
  ['a\u202eb\u0007', 'A_B_API_KEY'],
  ['🔑', 'IMPORTED_API_KEY'],
])('the title %j gives a name and a variable that can be used', async (title, variable) => {
  const items = [{ name: title, login: { password: 'canary-value-1' } }];
  const { importing } = open();
  const plan = await importing.plan(request(put(JSON.stringify({ items }))));
  expect(plan.rows).toMatchObject([{ variable }]);
  expect(nameSchema.safeParse(plan.rows[0]?.name).success).toBe(true);
  expect(variableSchema.safeParse(plan.rows[0]?.variable).success).toBe(true);
});

it('gives names that stand there twice a variable each', async () => {
  const items = ['1', '2', '3'].map((end) => ({
    name: 'My token',
    login: { password: `canary-value-${end}` },
  }));
  const { importing } = open();
  const { rows } = await importing.plan(request(put(JSON.stringify({ items }))));
  expect(rows.map(({ variable }) => variable)).toEqual(['MY_TOKEN', 'MY_TOKEN_2', 'MY_TOKEN_3']);
});

it('deletes the file only while it is what was read', async () => {
  const file = put('A_KEY=canary-value-1\n');
  const { importing } = open();
  const plan = await importing.plan(request(file));
  await importing.run(plan.plan, {});
  writeFileSync(file, 'A_KEY=canary-value-1\nB_KEY=new-and-not-kept\n');
  await expect(importing.deleteFile(plan.plan)).rejects.toMatchObject({ code: 'conflict' });
  expect(readFileSync(file, 'utf8')).toContain('new-and-not-kept');
  const again = await importing.plan(request(file));
  await importing.run(again.plan, {});
  await importing.deleteFile(again.plan);
  expect(existsSync(file)).toBe(false);
  await expect(importing.run(again.plan, {})).rejects.toMatchObject({ code: 'not-found' });
});

it('leaves a file alone that would take a value with it, until two runs of one plan have kept them all', async () => {
  const file = put('A_KEY=canary-value-1\nPORT=8080\nTWIN=canary-value-1\n');
  const { importing, added } = open();
  const { plan } = await importing.plan(request(file));
  await expect(importing.deleteFile(plan)).rejects.toMatchObject({ code: 'forbidden-by-rule' });
  expect(await importing.run(plan, { rows: [1] })).toMatchObject({ left: [2] });
  await expect(importing.deleteFile(plan)).rejects.toMatchObject({
    code: 'forbidden-by-rule',
    message: expect.stringContaining('1 of the values'),
  });
  expect(await importing.run(plan, { rows: [1, 2] })).toMatchObject({ kept: [{ row: 2 }], left: [] });
  expect(added).toHaveLength(2);
  await importing.deleteFile(plan);
  expect(existsSync(file)).toBe(false);
});

test.each([
  ['', 'dotenv'],
  ['\n\n', 'dotenv'],
  ['# A_KEY=canary-value-1\n# more\n', 'dotenv'],
  ['A_KEY=\nB_KEY=$C\n', 'dotenv'],
  ['Title,Password,Notes\nA,,canary-value-1\n', '1password'],
  ['{"items":[]}', 'bitwarden'],
  ['{"items":[{"type":2,"name":"Diary","notes":"canary-value-1"}]}', 'bitwarden'],
  ['{"items":[{"name":"A","login":{"password":"canary-value-1"}}]}', 'dotenv'],
  ['Dear diary,\n\ntoday I slept.\n', 'dotenv'],
] as const)('a file without a value is refused, and stays: %j as %s', async (text, format) => {
  const file = put(text);
  const { importing } = open();
  const refused = importing.plan({ ...request(file), format });
  await expect(refused).rejects.toMatchObject({ code: 'file-refused' });
  await expect(refused).rejects.not.toThrow(/canary/);
  expect(readFileSync(file, 'utf8')).toBe(text);
});

it('leaves a file alone that holds more than its values, and tells what', async () => {
  const text = '# OLD=canary-value-0\nA_KEY=canary-value-1\nB_KEY=\n';
  const file = put(text);
  const { importing } = open();
  const { plan, passedOver } = await importing.plan(request(file));
  expect(passedOver).toEqual(['1 comment', '1 variable without a value']);
  expect(await importing.run(plan, {})).toMatchObject({ left: [] });
  await expect(importing.deleteFile(plan)).rejects.toMatchObject({
    code: 'forbidden-by-rule',
    message: expect.stringContaining('1 comment, 1 variable without a value'),
    next: 'Delete it yourself, once you have that elsewhere.',
  });
  expect(readFileSync(file, 'utf8')).toBe(text);
});

it('deletes nothing through a link, and says where the file is; a link to its folder is no matter', async () => {
  const real = join(realpathSync(folder), 'real');
  mkdirSync(join(folder, 'deep'));
  writeFileSync(real, 'A_KEY=canary-value-1\n');
  writeFileSync(join(folder, 'deep', 'given'), 'B_KEY=canary-value-2\n');
  symlinkSync('real', join(folder, 'link'));
  symlinkSync('deep', join(folder, 'linked'));
  const { importing } = open();
  const linked = await importing.plan(request(join(folder, 'link')));
  expect(linked.linkTo).toBe(real);
  await importing.run(linked.plan, {});
  await expect(importing.deleteFile(linked.plan)).rejects.toMatchObject({
    code: 'forbidden-by-rule',
    message: expect.stringContaining(real),
  });
  expect(lstatSync(join(folder, 'link')).isSymbolicLink()).toBe(true);
  expect(readFileSync(real, 'utf8')).toContain('canary-value-1');

  const { plan, linkTo } = await importing.plan(request(join(folder, 'linked', 'given')));
  expect(linkTo).toBe(null);
  await importing.run(plan, {});
  await importing.deleteFile(plan);
  expect(readdirSync(join(folder, 'deep'))).toEqual([]);
});

it('a removal that was killed leaves nothing in a folder that is imported from once more', async () => {
  const killed = (of: string) => join(folder, `.${of}.keyrack-4194303-0123456789abcdef.tmp`);
  writeFileSync(killed('vault.csv'), 'Title,Password\nA,canary-value-1\n');
  const file = put('A_KEY=canary-value-1\n');
  const { importing } = open();
  const { plan } = await importing.plan(request(file));
  expect(readdirSync(folder)).toEqual(['given']);
  await importing.run(plan, {});
  writeFileSync(killed('given'), 'A_KEY=canary-value-1\n');
  await importing.deleteFile(plan);
  expect(readdirSync(folder)).toEqual([]);

  writeFileSync(killed('gone'), 'A_KEY=canary-value-1\n');
  await expect(importing.plan(request(join(folder, 'gone')))).rejects.toMatchObject({ code: 'not-found' });
  expect(readdirSync(folder)).toEqual([]);
});

it('tells how far it is, ends where it is cancelled, and goes on from there', async () => {
  const { importing, added } = open();
  const { plan } = await importing.plan(request(put('A_KEY=canary-value-1\nB_KEY=canary-value-2\n')));
  const cancelling = new AbortController();
  const told: unknown[] = [];
  const onProgress = (...counts: readonly number[]) => {
    told.push(counts);
    cancelling.abort();
  };
  const cut = await importing.run(plan, {}, { signal: cancelling.signal, onProgress });
  expect(cut).toMatchObject({ kept: [{ row: 1 }], left: [2] });
  expect(await importing.run(plan, {}, { onProgress })).toMatchObject({ kept: [{ row: 2 }], left: [] });
  expect(told).toEqual([
    [1, 2],
    [2, 2],
  ]);
  expect(added).toHaveLength(2);
});

it('takes no row that is not there or cannot be told', async () => {
  const { importing, added } = open();
  const plan = await importing.plan(request(put('A_KEY="pa$$word-1"\nB_KEY=canary-value-2\n')));
  await expect(importing.run(plan.plan, { rows: [2, 3] })).rejects.toMatchObject({ code: 'invalid-input' });
  await expect(importing.run(plan.plan, { rows: [1] })).rejects.toMatchObject({ code: 'invalid-input' });
  expect(added).toEqual([]);
});

test.each([
  ['more values than an import takes', Array.from({ length: 2_001 }, (_, at) => `A_${at}=x`).join('\n')],
  ['nothing that is known', '<xml/>'],
  ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x41])],
])('a file with %s is refused', async (_what, content) => {
  const file = join(folder, 'given');
  writeFileSync(file, content);
  await expect(open().importing.plan(request(file))).rejects.toMatchObject({ code: 'file-refused' });
});
