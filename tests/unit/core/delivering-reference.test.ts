import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDelivering } from '#core/delivering/index.ts';
import { referenceWords } from '#core/delivering/warnings.ts';
import { AppError } from '#core/errors.ts';
import { Secret } from '#core/secret.ts';
import type { ExportRequest } from '#shared/model/delivery.ts';
import { createDeliveringWorld, type DeliveringWorld, LAUNCHER, VALUE } from './delivering-world.ts';

let world: DeliveringWorld;
beforeEach(() => {
  world = createDeliveringWorld();
});
afterEach(() => world.end());

const URL_LAUNCH = { url: 'https://mcp.example.com/mcp' };
const request = (changes: Partial<ExportRequest> = {}) =>
  world.request({ target: 'claude-code', ...changes });
const deliver = (changes: Partial<ExportRequest> = {}, delivering = world.delivering) =>
  delivering.plan(request(changes)).then(({ plan }) => delivering.export(plan));
const file = () => join(world.home, '.claude.json');
const entry = (server = 'unizo-dev') => JSON.parse(readFileSync(file(), 'utf8')).mcpServers[server];
const withValue = (value: string) =>
  createDelivering({ ...world.deps, readSecret: async () => new Secret(value) });
const failure = async (work: () => Promise<unknown>): Promise<AppError> => {
  const error = await work().catch((thrown: unknown) => thrown);
  if (error instanceof AppError) return error;
  throw new Error(`not refused: ${JSON.stringify(error)}`);
};

test('an undo brings no entry back whose variable stands for another key by now', async () => {
  const first = await deliver({ mechanism: 'reference' });
  const { change } = await world.delivering.unexport(first.delivery);
  const other = world.addKey({ name: 'Other' });
  await deliver({ mechanism: 'reference', keyId: other.id, server: 'other' });
  const before = readFileSync(file(), 'utf8');
  expect((await failure(() => world.delivering.undo(change))).message).toContain(
    'stands for the key "Other"',
  );
  expect(readFileSync(file(), 'utf8')).toBe(before);
});

describe('by reference', () => {
  test('the file names a variable of this environment, and no value is opened', async () => {
    const plan = await world.delivering.plan(request({ mechanism: 'reference' }));
    expect(plan.reference).toBe('UNIZO_DEV_API_KEY');
    await world.delivering.export(plan.plan);
    expect(entry()).toMatchObject({
      type: 'stdio',
      command: 'npx',
      env: { UNIZO_API_KEY: '$\u007bUNIZO_DEV_API_KEY}' },
    });
    expect(world.read).toEqual([]);
  });

  test('the plan tells how the client comes to see the variable, in a line to type', async () => {
    const { warnings } = await world.delivering.plan(
      request({ mechanism: 'reference', reference: 'MY_KEY' }),
    );
    expect(warnings).toEqual([
      expect.stringContaining(`${LAUNCHER.join(' ')} exec --key ${world.key.id}=MY_KEY -- claude`),
    ]);
  });

  test.each([
    ['linux', '/opt/my node', "'/opt/my node' '/srv/$(x)' exec --key"],
    ['win32', 'C:\\my node', "& 'C:\\my node' '/srv/$(x)' exec --key"],
  ] as const)('that line runs nothing that a path holds on %s', async (platform, node, line) => {
    const launcher = () => [node, '/srv/$(x)'];
    const machine = { ...world.deps.machine, platform };
    const told = referenceWords(
      { launcher, machine },
      { name: 'Claude', start: { from: 'terminal', program: 'claude' } },
      { keyId: 'id', reference: 'MY_KEY' },
    );
    expect(told).toContain(`Start it by: ${line} `);
  });

  test('one variable never stands for two keys, wherever they are delivered', async () => {
    await deliver({ mechanism: 'reference' });
    const other = world.addKey({ name: 'other' });
    const refused = await failure(() =>
      world.delivering.plan(request({ mechanism: 'reference', keyId: other.id, server: 'second' })),
    );
    expect(refused).toMatchObject({ code: 'forbidden-by-rule', field: 'reference' });
    await deliver({ mechanism: 'reference', keyId: other.id, server: 'second', reference: 'SECOND_KEY' });
    expect(entry('second').env.UNIZO_API_KEY).toBe('$\u007bSECOND_KEY}');
  });

  describe('where the client hands a variable on under its own name', () => {
    const codex = { target: 'codex', mechanism: 'reference' } as const;
    const toml = () => readFileSync(join(world.home, '.codex', 'config.toml'), 'utf8');

    test('the reference is the variable itself', async () => {
      const plan = await world.delivering.plan(request(codex));
      expect(plan.reference).toBe('UNIZO_API_KEY');
      await world.delivering.export(plan.plan);
      expect(toml()).toContain('env_vars = ["UNIZO_API_KEY"]');
      expect(world.read).toEqual([]);
    });

    test('another one is refused, with what to do', async () => {
      const refused = await failure(() => world.delivering.plan(request({ ...codex, reference: 'MY_KEY' })));
      expect(refused).toMatchObject({ code: 'invalid-input', field: 'reference' });
      await deliver({ ...codex, reference: 'UNIZO_API_KEY' });
      expect(toml()).toContain('env_vars = ["UNIZO_API_KEY"]');
    });
  });

  test('is taken back to the last byte', async () => {
    const theirs = '{ "numStartups": 4,\r\n  "mcpServers": {"a": {"command": "x"}} }';
    writeFileSync(file(), theirs, { mode: 0o644 });
    const { delivery } = await deliver({ mechanism: 'reference' });
    await world.delivering.unexport(delivery);
    expect(readFileSync(file(), 'utf8')).toBe(theirs);
  });
});

describe('a server with a URL', () => {
  test('is reached with a header that the client asks Keyrack for', async () => {
    const plan = await world.delivering.plan(request({ launch: URL_LAUNCH }));
    expect(plan.mechanism).toBe('helper');
    await world.delivering.export(plan.plan);
    expect(entry()).toEqual({
      type: 'http',
      url: URL_LAUNCH.url,
      headersHelper: `${LAUNCHER.join(' ')} headers --key ${world.key.id}`,
    });
    expect(world.read).toEqual([]);
  });

  test('gets the header of the service where its manifest tells it, and another where the request does', async () => {
    const provider = (id: string) => {
      const found = world.deps.provider(id);
      return found && { ...found, header: 'X-Api-Key: {}' };
    };
    const of = createDelivering({ ...world.deps, provider });
    await deliver({ launch: URL_LAUNCH, mechanism: 'inline' }, of);
    expect(entry().headers).toEqual({ 'X-Api-Key': VALUE });
    await deliver({ launch: { ...URL_LAUNCH, header: 'Token: k={}' }, mechanism: 'reference' }, of);
    expect(entry().headers).toEqual({ Token: 'k=$\u007bUNIZO_DEV_API_KEY}' });
  });

  test('takes no further variables', async () => {
    const refused = await failure(() =>
      world.delivering.plan(request({ launch: URL_LAUNCH, set: { REGION: 'eu' } })),
    );
    expect(refused).toMatchObject({ code: 'invalid-input', field: 'set' });
  });
});

describe('a value that the client would alter is refused, and shown nowhere', () => {
  const hostile = 'canary-$\u007bHOME}-4f9a1c';

  test.each([
    ['inline', undefined, 'launcher'],
    ['inline', URL_LAUNCH, 'helper'],
    ['reference', URL_LAUNCH, 'helper'],
  ] as const)('%s, %o', async (mechanism, launch, better) => {
    const delivering = withValue(hostile);
    const refused = await failure(() =>
      deliver({ mechanism, ...(launch === undefined ? {} : { launch }) }, delivering),
    );
    expect(refused).toMatchObject({ code: 'forbidden-by-rule', field: 'mechanism' });
    expect(refused.next).toContain(better);
    expect(refused.next).not.toContain(mechanism);
    expect(`${refused.stack} ${refused.next}`).not.toContain('canary');
    expect(JSON.stringify(world.ledger.audit.list(9))).not.toContain('canary');
    expect(world.ledger.deliveries.list()).toEqual([]);
    expect(() => readFileSync(file())).toThrow('ENOENT');
  });

  test('a reference in env may stand for any value: it is expanded there once', async () => {
    await deliver({ mechanism: 'reference' }, withValue(hostile));
    expect(entry().env.UNIZO_API_KEY).toContain('UNIZO_DEV_API_KEY');
  });

  test.each([
    ['inline', 'canary\nX: y'],
    ['inline', 'canary-é'],
    ['inline', 'canary '],
    ['reference', 'canary-é'],
  ] as const)('%s: %j cannot go into a header', async (mechanism, value) => {
    const refused = await failure(() => deliver({ mechanism, launch: URL_LAUNCH }, withValue(value)));
    expect(refused).toMatchObject({ code: 'forbidden-by-rule', field: 'launch' });
    expect(refused.message).not.toContain('canary');
  });
});

test.each([
  { mechanism: 'launcher' },
  { mechanism: 'inline' },
  { target: 'dotenv', mechanism: 'inline', file: '/tmp/none/.env' },
  { target: 'n8n', mechanism: 'inline' },
] as const)('a reference is refused where %j has none', async (changes) => {
  const asked = world.delivering.plan(request({ ...changes, reference: 'MY_KEY' }));
  expect(await asked.catch((error: unknown) => error)).toMatchObject({
    code: 'invalid-input',
    field: 'reference',
  });
});
