import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fakeProvider, mcpServer } from '#tests/fakes/provider.ts';
import { createDeliveringWorld, type DeliveringWorld, THEIRS } from './delivering-world.ts';

const HOUR_MS = 3_600_000;
const options = [
  { id: 'retries', label: 'Retries', about: '', env: { RETRIES: '3' }, temporary: false },
  {
    id: 'proxy',
    label: 'Proxy',
    about: '',
    env: { HTTP_PROXY: '{proxy}', HTTPS_PROXY: '{proxy}' },
    temporary: false,
  },
  { id: 'debug', label: 'Debug', about: '', env: { LOG: 'debug', LOG_AUTH: 'true' }, temporary: true },
];
const env = { BASE_URL: '{base}', STAGE: '{stage}' };
const provider = fakeProvider({
  id: 'unizo',
  name: 'Unizo',
  variable: 'UNIZO_API_KEY',
  servers: [
    mcpServer({ id: 'all', command: ['npx', '@unizo/mcp'], env, options }),
    mcpServer({ id: 'edr', command: ['npx', '@unizo/edr'], env: {}, purpose: 'security' }),
  ],
});

let world: DeliveringWorld;
beforeEach(() => {
  world = createDeliveringWorld({ provider: () => provider });
});
afterEach(() => world.end());

const entryOf = (server = 'unizo-dev') => JSON.parse(world.text()).mcpServers[server];

describe('the variables of a service’s own server', () => {
  test('stand in the entry, filled from connection and environment', async () => {
    await world.deliver();
    expect(entryOf().env).toMatchObject({ BASE_URL: 'https://api.example.com', STAGE: 'development' });
  });

  test('can be changed, left out and added to', async () => {
    await world.deliver({
      set: { BASE_URL: 'https://eu.example.com', STAGE: null, MORE: '1' },
      options: ['retries'],
    });
    expect(entryOf().env).toEqual({ BASE_URL: 'https://eu.example.com', RETRIES: '3', MORE: '1' });
  });

  test('belong to it alone: another command has none', async () => {
    await world.deliver({ launch: { command: ['npx', 'another'] } });
    expect(entryOf().env ?? {}).toEqual({});
  });

  test('a server for a part of the service is named by what it is for', async () => {
    await world.deliver({ launch: { command: ['npx', '-y', '@unizo/edr'] } });
    expect(entryOf('unizo-security')).toBeDefined();
  });

  test.each([
    [{ set: { BASE_URL: 'http://api.example.com' } }, 'set'],
    [{ set: { HTTP_PROXY: 'http://ada:pw@proxy.example' } }, 'set'],
    [{ options: ['proxy'] }, 'set'],
    [{ options: ['unheard-of'] }, 'options'],
    [
      { launch: { url: 'https://x.example/' }, target: 'cursor', mechanism: 'inline', options: ['debug'] },
      'set',
    ],
  ] as const)('%j is refused, and the file left alone', async (changes, field) => {
    world.write(THEIRS);
    await expect(world.delivering.plan(world.request(changes as never))).rejects.toMatchObject({ field });
    expect(world.text()).toBe(THEIRS);
  });
});

describe('debug logging', () => {
  beforeEach(async () => {
    world.write(THEIRS);
    await world.deliver({ options: ['debug'] });
  });

  test('is warned of', async () => {
    const { warnings } = await world.delivering.plan(world.request({ options: ['debug'] }));
    expect(warnings).toContainEqual(expect.stringContaining('after 60 minutes'));
  });

  test('stands for its time, and is told in the list', async () => {
    expect(entryOf().env).toMatchObject({ LOG: 'debug', LOG_AUTH: 'true' });
    const [row] = await world.delivering.deliveries();
    expect(row?.until).toBe(new Date(world.clock.now().getTime() + HOUR_MS).toISOString());
    expect(await world.delivering.recover()).toBe(false);
    expect(entryOf().env).toMatchObject({ LOG: 'debug' });
  });

  test('is a change that can be told from the one below it', async () => {
    const at = new Date(world.clock.now().getTime() + HOUR_MS);
    const time = [at.getHours(), at.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':');
    const [debug, below] = world.delivering.changes();
    expect(debug?.what).toBe(`${below?.what}, with debug logging until ${time}`);
    expect((await world.delivering.undo(debug?.id)).what).toBe(debug?.what);
    expect(Object.keys(entryOf().env)).toEqual(['BASE_URL', 'STAGE']);
  });

  test.each(['without a name', 'by the change that the export names'])(
    'goes with its export by one undo %s',
    async (how) => {
      await world.delivering.undo();
      const { change, until } = await world.deliver({ options: ['debug'] });
      expect(until).not.toBeNull();
      const undone = await world.delivering.undo(how === 'without a name' ? undefined : change);
      expect(undone).toMatchObject({ id: change, undone: true });
      expect(world.text()).toBe(THEIRS);
      expect(world.delivering.changes().every((each) => each.undone)).toBe(true);
    },
  );

  test('does not take a later export with it, nor that the debug logging', async () => {
    await world.deliver({ server: 'mine' });
    await world.delivering.undo();
    expect(entryOf().env).toMatchObject({ LOG: 'debug' });
    await world.deliver();
    await world.delivering.undo();
    expect(entryOf().env).toMatchObject({ LOG: 'debug' });
  });

  test('goes by itself when its time is over; the rest of the entry stays', async () => {
    world.clock.advance(HOUR_MS);
    expect(await world.delivering.recover()).toBe(true);
    expect(Object.keys(entryOf().env)).toEqual(['BASE_URL', 'STAGE']);
    expect(await world.delivering.recover()).toBe(false);
    const [row] = await world.delivering.deliveries();
    expect(row).toMatchObject({ state: 'intact', until: null });
  });

  test('goes as well where others have written to the file since', async () => {
    world.foreignEdit('"dark"', '"light"');
    world.clock.advance(HOUR_MS);
    await world.delivering.recover();
    expect(world.text()).toContain('"light"');
    expect(Object.keys(entryOf().env)).toEqual(['BASE_URL', 'STAGE']);
  });

  test('is left where somebody changed the entry, which the list tells', async () => {
    world.foreignEdit('"debug"', '"trace"');
    world.clock.advance(HOUR_MS);
    expect(await world.delivering.recover()).toBe(false);
    expect(entryOf().env).toMatchObject({ LOG: 'trace' });
    expect(await world.states()).toEqual(['changed']);
  });

  test('that was taken out by another export is not touched again', async () => {
    await world.deliver();
    const text = world.text();
    world.clock.advance(HOUR_MS);
    expect(await world.delivering.recover()).toBe(false);
    expect(world.text()).toBe(text);
  });

  test('goes alone where its own change is undone; the undo after that gives back the file as it was', async () => {
    await world.delivering.undo(world.delivering.changes()[0]?.id);
    expect(Object.keys(entryOf().env)).toEqual(['BASE_URL', 'STAGE']);
    await world.delivering.undo();
    expect(world.text()).toBe(THEIRS);
  });
});

test('an option for a proxy says at once what it needs where the connection has none', async () => {
  const refused = await world.deliver({ options: ['proxy'] }).catch((error: unknown) => error);
  expect(refused).toMatchObject({ code: 'invalid-input', field: 'set' });
  const { message, next } = refused as { message: string; next: string };
  expect(message).toContain('HTTP_PROXY and HTTPS_PROXY');
  expect(next).toContain('--set HTTP_PROXY=http://proxy.example:8080');
  const set = { HTTP_PROXY: 'http://p.example:8080', HTTPS_PROXY: 'http://p.example:8080' };
  await world.deliver({ options: ['proxy'], set });
  expect(entryOf().env).toMatchObject(set);
});

describe('what looks like a secret and stands in the file as it is', () => {
  const SECRET = 'sk_live_0123456789abcdef';
  const told = async (changes: Parameters<typeof world.request>[0]) =>
    (await world.delivering.plan(world.request(changes))).warnings.join(' ');

  test('is told by its name, and never shown', async () => {
    const set = await told({ set: { TOK: SECRET, REGION: 'eu' } });
    expect(set).toContain('TOK looks like a secret and stands in the file as it is');
    const words = await told({ launch: { command: ['x', '--token', SECRET] } });
    expect(words).toContain('--token looks like a secret and stands in the file as it is');
    expect(await told({ launch: { command: ['x', SECRET] } })).toContain('A word of the command looks like');
    expect(set + words).not.toContain(SECRET);
  });

  test('is not told of the service’s own variables, nor of a server that is reached', async () => {
    expect(await told({ options: ['debug', 'retries'] })).not.toContain('looks like a secret');
    const launch = { url: 'https://x.example/' };
    expect(await told({ target: 'cursor', launch, mechanism: 'inline' })).not.toContain('looks like');
  });
});
