import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ExportRequest } from '#shared/model/delivery.ts';
import { createDeliveringWorld, type DeliveringWorld, VALUE } from './delivering-world.ts';
import { codeOf } from './world.ts';

let world: DeliveringWorld;
beforeEach(() => {
  world = createDeliveringWorld();
});
afterEach(() => world.end());

const N8N = { target: 'n8n', mechanism: 'inline' } as const satisfies Partial<ExportRequest>;
const exportsFolder = () => join(world.home, 'keyrack-exports');
const main = () => join(exportsFolder(), 'n8n-unizo-dev.json');
const workflow = () => join(exportsFolder(), 'n8n-unizo-dev.workflow.json');
const read = (path: string) => readFileSync(path, 'utf8');
const written = () => (existsSync(exportsFolder()) ? readdirSync(exportsFolder()).sort() : []);
const BOTH = ['n8n-unizo-dev.json', 'n8n-unizo-dev.workflow.json'];
const theirs = (path: string) => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, 'theirs', { mode: 0o644 });
};

describe('an export as files of our own', () => {
  test('writes them all, readable by their owner alone, and shows them before', async () => {
    const plan = await world.delivering.plan(world.request(N8N));
    expect(plan.file).toBe(main());
    expect(plan.companions.map(({ file }) => file)).toEqual([workflow()]);
    expect(JSON.stringify(plan)).not.toContain(VALUE);
    expect(world.read).toEqual([]);
    expect(written()).toEqual([]);
    await world.delivering.export(plan.plan);
    expect(written()).toEqual(BOTH);
    expect([main(), workflow()].map((path) => world.mode(path))).toEqual(['600', '600']);
    expect(read(main())).toContain(VALUE);
    expect(read(workflow())).not.toContain(VALUE);
    expect(await world.states()).toEqual(['intact']);
  });

  test('calls the connection’s address with the usual header, or what was asked for', async () => {
    await world.deliver(N8N);
    expect(JSON.parse(read(main()))).toMatchObject([{ type: 'httpBearerAuth', data: { token: VALUE } }]);
    expect(read(workflow())).toContain('https://api.example.com');
    await world.deliver({ ...N8N, call: { url: 'https://other.example.com/x', query: 'k' } });
    expect(JSON.parse(read(main()))).toMatchObject([
      { type: 'httpQueryAuth', data: { name: 'k', value: VALUE, allowedDomains: 'other.example.com' } },
    ]);
    expect(read(workflow())).toContain('httpQueryAuth');
    expect(await world.states()).toEqual(['intact']);
  });

  test('opens no secret where the program asks for it', async () => {
    await world.deliver({ target: 'make' });
    await world.deliver({ target: 'zapier' });
    expect(world.read).toEqual([]);
  });

  test('shows no id of a delivery that is not made yet', async () => {
    const show = async () => {
      const { diff, companions } = await world.delivering.plan(world.request(N8N));
      return [diff, ...companions.map((each) => each.diff)]
        .flat()
        .map(({ text }) => text)
        .join('\n');
    };
    const text = await show();
    expect(text).toContain('<new id>');
    expect(await show()).toBe(text);
  });

  test('keeps its id at n8n over exports, and another delivery has another', async () => {
    const idIn = (path: string) => JSON.parse(read(path))[0].id as string;
    await world.deliver(N8N);
    const first = idIn(main());
    expect(first).toMatch(/^[0-9a-f]{16}$/);
    await world.deliver({ ...N8N, call: { header: 'X-Api-Key: {}' } });
    expect(idIn(main())).toBe(first);
    await world.deliver({ ...N8N, server: 'second' });
    expect(idIn(join(exportsFolder(), 'n8n-second.json'))).not.toBe(first);
  });

  test.each([
    ['the file', main],
    ['a file that goes with it', workflow],
  ])('leaves alone what stands in the place of %s', async (_name, path) => {
    theirs(path());
    expect(await codeOf(() => world.deliver(N8N))).toBe('forbidden-by-rule');
    expect(read(path())).toBe('theirs');
    expect(statSync(path()).mode & 0o777).toBe(0o644);
    expect(written()).toHaveLength(1);
    expect(await world.delivering.deliveries()).toEqual([]);
  });

  test('leaves an empty file alone that is not ours', async () => {
    mkdirSync(exportsFolder());
    writeFileSync(main(), '');
    expect(await codeOf(() => world.deliver(N8N))).toBe('forbidden-by-rule');
    expect(read(main())).toBe('');
  });

  test.each([
    ['the file', main],
    ['a file that goes with it', workflow],
  ])('refuses, and takes back what it wrote, where %s appears after the plan', async (_name, path) => {
    const plan = await world.delivering.plan(world.request(N8N));
    theirs(path());
    expect(await codeOf(() => world.delivering.export(plan.plan))).toBe('conflict');
    expect(written()).toHaveLength(1);
    expect(read(path())).toBe('theirs');
    expect(await world.delivering.deliveries()).toEqual([]);
    expect(world.ledger.changes.list()).toEqual([]);
  });

  test('takes no place of another key, nor of another target', async () => {
    await world.deliver(N8N);
    const other = world.addKey({ name: 'B' });
    expect(await codeOf(() => world.deliver({ ...N8N, keyId: other.id }))).toBe('forbidden-by-rule');
    expect(await codeOf(() => world.deliver({ target: 'make', file: main() }))).toBe('forbidden-by-rule');
  });

  test.each<Partial<ExportRequest>>([
    { ...N8N, launch: { command: ['x'] } },
    { ...N8N, set: { A: 'b' } },
    { ...N8N, call: { url: 'http://api.example.com' } },
    { ...N8N, call: { header: 'X-Api-Key: none' } },
    { target: 'claude-desktop', call: {} },
    { target: 'zapier', file: '/tmp/zapier.json' },
  ])('is refused where it asks for what the target cannot do: %j', async (changes) => {
    expect(await codeOf(() => world.deliver(changes))).toBe('invalid-input');
  });

  test('needs an address, and no variable, for a key that was entered by hand', async () => {
    const local = world.addKey({ name: 'Local', connectionId: null, variable: null });
    expect(await codeOf(() => world.deliver({ ...N8N, keyId: local.id }))).toBe('invalid-input');
    await world.deliver({ ...N8N, keyId: local.id, call: { url: 'https://a.example.com' } });
    expect(await world.states()).toEqual(['intact']);
  });
});

const CHANGED: readonly (readonly [string, () => string])[] = [
  ['the file', main],
  ['a file that goes with it', workflow],
];

describe('files of our own', () => {
  test('all go by an unexport, and by an undo', async () => {
    const { delivery } = await world.deliver(N8N);
    expect(await world.delivering.unexport(delivery)).toMatchObject({ mode: 'removed' });
    expect(written()).toEqual([]);
    await world.delivering.undo();
    expect(written()).toEqual(BOTH);
    expect(await world.states()).toEqual(['intact']);
    await world.delivering.undo();
    expect(written()).toEqual([]);
    expect(await world.delivering.deliveries()).toEqual([]);
  });

  test('all come back by an undo of a second export', async () => {
    await world.deliver(N8N);
    const before = [read(main()), read(workflow())];
    await world.deliver({ ...N8N, call: { query: 'k' } });
    await world.delivering.undo();
    expect([read(main()), read(workflow())]).toEqual(before);
    expect(await world.states()).toEqual(['intact']);
  });

  test.each(CHANGED)('stay where somebody changed %s, even by the secret alone', async (_name, path) => {
    const { delivery } = await world.deliver(N8N);
    const edited = read(path()).replace(VALUE, 'edited').replace('"GET"', '"POST"');
    writeFileSync(path(), edited);
    expect(await world.states()).toEqual(['changed']);
    for (const work of [
      () => world.delivering.unexport(delivery),
      () => world.delivering.deleteFiles(delivery),
      () => world.delivering.undo(),
      () => world.deliver(N8N),
    ]) {
      expect(await codeOf(work)).toBe('conflict');
    }
    expect(written()).toEqual(BOTH);
    expect(read(path())).toBe(edited);
  });

  test.each(CHANGED)(
    'are missed where somebody removed %s, written again, and the rest goes',
    async (_n, path) => {
      const { delivery } = await world.deliver(N8N);
      unlinkSync(path());
      expect(await world.states()).toEqual(['missing']);
      await world.deliver(N8N);
      expect(await world.states()).toEqual(['intact']);
      unlinkSync(path());
      await world.delivering.unexport(delivery);
      expect(written()).toEqual([]);
    },
  );
});

describe('files that the program has imported', () => {
  test('are deleted, and the delivery stays known as imported', async () => {
    const { delivery } = await world.deliver(N8N);
    const gone = { delivery, file: main(), mode: 'removed', companions: [workflow()] };
    expect(await world.delivering.deleteFiles(delivery)).toMatchObject(gone);
    expect(written()).toEqual([]);
    expect(await world.states()).toEqual(['imported']);
    expect(world.delivering.ofKey(world.key.id)).toMatchObject([{ id: delivery, target: 'n8n' }]);
    expect(world.delivering.changes()[0]?.what).toBe('Deleted the file of unizo-dev for n8n');
  });

  test('come back by an undo, and by another export under the same id', async () => {
    const { delivery } = await world.deliver(N8N);
    const before = read(main());
    await world.delivering.deleteFiles(delivery);
    await world.delivering.undo();
    expect(await world.states()).toEqual(['intact']);
    expect(read(main())).toBe(before);
    await world.delivering.deleteFiles(delivery);
    expect((await world.deliver(N8N)).delivery).toBe(delivery);
    expect(read(main())).toBe(before);
    expect(await world.states()).toEqual(['intact']);
  });

  test('are forgotten by an unexport, which touches nothing that stands there since', async () => {
    const { delivery } = await world.deliver(N8N);
    await world.delivering.deleteFiles(delivery);
    theirs(main());
    expect(await world.states()).toEqual(['imported']);
    expect(await codeOf(() => world.deliver(N8N))).toBe('conflict');
    await world.delivering.unexport(delivery);
    expect(world.delivering.changes()[0]?.what).toBe('Forgot the delivery of unizo-dev to n8n');
    expect(await world.delivering.deliveries()).toEqual([]);
    expect(read(main())).toBe('theirs');
    expect(statSync(main()).mode & 0o777).toBe(0o644);
  });

  test('are deleted once, and never where the file is the program’s own', async () => {
    const { delivery } = await world.deliver(N8N);
    await world.delivering.deleteFiles(delivery);
    expect(await codeOf(() => world.delivering.deleteFiles(delivery))).toBe('conflict');
    const own = await world.deliver();
    expect(await codeOf(() => world.delivering.deleteFiles(own.delivery))).toBe('unsupported');
    expect(existsSync(world.file)).toBe(true);
  });
});
