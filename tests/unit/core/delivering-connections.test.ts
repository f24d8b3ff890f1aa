import { afterEach, expect, test } from 'vitest';
import { fakeProvider, mcpServer } from '#tests/fakes/provider.ts';
import { createDeliveringWorld, type DeliveringWorld } from './delivering-world.ts';

let world: DeliveringWorld;
afterEach(() => world.end());

function open(concurrent: number | null) {
  const servers = [mcpServer({ command: ['npx', '@unizo/mcp'] })];
  const limits = { requests: [], concurrent };
  const provider = fakeProvider({ id: 'unizo', name: 'Unizo', variable: 'UNIZO_API_KEY', servers, limits });
  world = createDeliveringWorld({ provider: () => provider });
}

const warned = async (target: string) =>
  (await world.delivering.plan(world.request({ target }))).warnings.filter((warning) =>
    warning.includes('connections at a time'),
  );

test('a key in more entries than the service allows connections is warned of', async () => {
  open(2);
  for (const target of ['claude-desktop', 'cursor']) {
    expect(await warned(target)).toEqual([]);
    await world.deliver({ target });
  }
  expect(await warned('cline')).toEqual([expect.stringContaining('3 entries, and Unizo allows 2')]);
  // Written again, an entry is the same one.
  expect(await warned('cursor')).toEqual([]);
});

test('a file of variables holds no connection', async () => {
  open(1);
  await world.deliver({ target: 'dotenv', mechanism: 'inline', file: `${world.home}/.env` });
  expect(await warned('cursor')).toEqual([]);
});

test('where the service says no limit nothing is warned of', async () => {
  open(null);
  await world.deliver();
  expect(await warned('cursor')).toEqual([]);
});
