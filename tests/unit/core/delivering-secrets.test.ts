import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDelivering } from '#core/delivering/index.ts';
import { AppError } from '#core/errors.ts';
import { Secret } from '#core/secret.ts';
import { fakeMarks } from '#tests/fakes/marks.ts';
import { createDeliveringWorld, type DeliveringWorld, THEIRS, VALUE } from './delivering-world.ts';

let world: DeliveringWorld;
beforeEach(() => {
  world = createDeliveringWorld();
});
afterEach(() => world.end());

describe('nothing but the one file holds the value', () => {
  const holds = (path: string) => readFileSync(path).includes(VALUE);

  test('no plan, no row, no audit line, no byte of the ledger, through every step', async () => {
    const seen: unknown[] = [];
    world.write(THEIRS);
    const first = await world.delivering.plan(world.request({ mechanism: 'inline' }));
    seen.push(first, await world.delivering.export(first.plan));
    seen.push(await world.delivering.plan(world.request({ mechanism: 'inline' })));
    seen.push(await world.delivering.plan(world.request()));
    seen.push(
      await world.delivering.deliveries(),
      world.delivering.changes(),
      world.delivering.ofKey(world.key.id),
    );
    const [delivery] = await world.delivering.deliveries();
    world.foreignEdit('@unizo/mcp', '@unizo/other');
    seen.push(await world.delivering.unexport(delivery?.id ?? '').catch((error: unknown) => error));
    seen.push(await world.delivering.undo().catch((error: unknown) => error));
    world.foreignEdit('"@unizo/other"', '"@unizo/mcp"');
    seen.push(await world.delivering.undo(), world.ledger.changes.list(), world.ledger.audit.list(50));
    const told = seen.map((item) =>
      item instanceof AppError ? `${item.stack} ${item.next}` : JSON.stringify(item),
    );
    expect(told.join('\n')).not.toContain(VALUE);
    expect(told).toHaveLength(12);
    const files = readdirSync(world.folder).filter((name) => name.startsWith('ledger'));
    expect(files).toContain('ledger.db');
    expect(files.filter((name) => holds(join(world.folder, name)))).toEqual([]);
  });

  test('keeps no hash of a value: the entry’s hash is the same whatever the value is, and its mark needs the ledger’s key', async () => {
    const { delivery } = await world.deliver({ mechanism: 'inline' });
    const parts = () => world.ledger.deliveries.list()[0]?.entryHash.split(':') ?? [];
    const hash = () => parts()[0];
    const [before, mark] = parts();
    await world.delivering.unexport(delivery);
    const elsewhere = createDelivering({ ...world.deps, marks: fakeMarks('another key') });
    await elsewhere.export((await elsewhere.plan(world.request({ mechanism: 'inline' }))).plan);
    expect(parts()[1]).toMatch(/^[0-9a-f]{64}$/);
    expect(parts()[1]).not.toBe(mark);
    const other = createDelivering({ ...world.deps, readSecret: async () => new Secret('something-else') });
    await other.export((await other.plan(world.request({ mechanism: 'inline' }))).plan);
    expect(world.text()).toContain('something-else');
    expect(hash()).toBe(before);
  });

  test('a value with every awkward character arrives as it is', async () => {
    const odd = 'a"b\\c\n\t$& $\u007bx} \u2028 é😀 \u0000 </script>';
    const other = createDelivering({ ...world.deps, readSecret: async () => new Secret(odd) });
    await other.export((await other.plan(world.request({ mechanism: 'inline' }))).plan);
    expect(JSON.parse(world.text()).mcpServers['unizo-dev'].env.UNIZO_API_KEY).toBe(odd);
  });
});
