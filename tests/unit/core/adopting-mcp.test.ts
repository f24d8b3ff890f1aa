import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { type AdoptingWorld, createAdoptingWorld } from './adopting-world.ts';

const TOKEN = 'ghp_canary0123456789abcdefABCDEF';
const OTHER = 'sk-canary-other-0123456789abcdef';

let world: AdoptingWorld;
beforeEach(() => {
  world = createAdoptingWorld();
});
afterEach(() => world.end());

const nothingTells = () => {
  const rows = [world.ledger.deliveries.list(), world.ledger.changes.list(), world.ledger.keys.list()];
  expect(JSON.stringify(rows)).not.toContain('canary');
};

describe('an entry with a variable in the clear', () => {
  const THEIRS = `{
  // mine
  "mcpServers": {
    "github": {
      "command": "npx", // the usual one
      "args": ["-y", "@github/mcp"],
      "env": { "GITHUB_TOKEN": "${TOKEN}", "REGION": "eu" }, /* keep */
      "disabled": false,
      "autoApprove": ["a"]
    },
    "b": { "command": "x" }
  }
}
`;

  it('is started by Keyrack, and only what carries the value changes', async () => {
    world.put(THEIRS);
    const plan = await world.adopting.plan(world.request({ target: 'gemini', entry: 'github' }));
    expect(JSON.stringify(plan)).not.toContain('canary');
    expect(plan).toMatchObject({ mechanism: 'launcher', modeBefore: '0644', modeAfter: '0600' });
    expect(world.get()).toBe(THEIRS);
    expect(world.values.size).toBe(0);

    const done = await world.adopting.adopt(plan.plan);
    expect(done).toMatchObject({ file: world.theirs, mode: '0600', key: plan.key.id });
    const text = world.get();
    expect(text).not.toContain('canary');
    expect(text).toContain('"command": "/usr/bin/node", // the usual one');
    expect(text).toContain(
      '"env": { "REGION": "eu" }, /* keep */\n      "disabled": false,\n      "autoApprove": ["a"]\n',
    );
    expect(text).toContain(`"${plan.key.id}=GITHUB_TOKEN"`);
    expect(world.values.get(done.key)?.isIn(TOKEN)).toBe(true);
    expect((await world.delivering.deliveries()).map(({ state }) => state)).toEqual(['intact']);
    nothingTells();
  });

  it('comes back by undo with its bytes and mode, and the key stays', async () => {
    world.put(THEIRS);
    const { key } = await world.adopt({ target: 'gemini', entry: 'github' });
    await world.delivering.undo();
    expect([world.get(), world.theirMode()]).toEqual([THEIRS, '644']);
    expect(world.values.has(key)).toBe(true);
    expect(await world.delivering.deliveries()).toEqual([]);
  });

  it('comes back by unexport, also where the file was changed around it', async () => {
    world.put(THEIRS);
    const { delivery } = await world.adopt({ target: 'gemini', entry: 'github' });
    world.put(world.get().replace('"x"', '"y"'), 0o600);
    const change = await world.delivering.unexport(delivery);
    expect(JSON.parse(world.get().replace(/\/\/.*|\/\*.*?\*\//g, ''))).toEqual(
      JSON.parse(THEIRS.replace('"x"', '"y"').replace(/\/\/.*|\/\*.*?\*\//g, '')),
    );
    expect(world.get()).toContain('// the usual one');
    expect(world.delivering.changes().find(({ id }) => id === change.change)?.what).toContain(
      'Gave github back',
    );
  });

  it('is not given back, and left alone, where its copy is no longer kept', async () => {
    world.put(THEIRS);
    const { delivery } = await world.adopt({ target: 'gemini', entry: 'github' });
    world.put(world.get().replace('"x"', '"y"'), 0o600);
    const now = world.get();
    const { AppError } = await import('#core/errors.ts');
    const backups = {
      ...world.backups,
      read: async () => {
        throw new AppError('not-found', { message: 'no copy' });
      },
    };
    await expect(world.deliveringWith({ backups }).unexport(delivery)).rejects.toMatchObject({
      code: 'conflict',
      next: expect.stringContaining('kept as a key'),
    });
    expect(world.get()).toBe(now);
  });

  it('is not written over by an export of the same key', async () => {
    world.put(THEIRS);
    const { key } = await world.adopt({ target: 'gemini', entry: 'github' });
    const launch = { command: ['npx'] };
    const request = { target: 'gemini', keyId: key, server: 'github', file: world.theirs, launch };
    await expect(world.delivering.plan(world.request({ ...request, entry: '' }) as never)).rejects.toThrow();
    await expect(
      world.delivering.plan({ ...request, environmentId: world.development.id }),
    ).rejects.toMatchObject({ code: 'forbidden-by-rule' });
  });
});

describe('an entry with several secrets', () => {
  const THEIRS = `{"mcpServers":{"a":{"command":"x","env":{"A_TOKEN":"${TOKEN}","B_KEY":"${OTHER}"}}}}`;

  it('is refused until one is named, and tells what stays', async () => {
    world.put(THEIRS);
    await expect(world.adopting.plan(world.request({ entry: 'a' }))).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('A_TOKEN, B_KEY'),
    });
    const plan = await world.adopting.plan(world.request({ entry: 'a', secret: 'B_KEY' }));
    expect(plan.warnings.join(' ')).toContain('A_TOKEN');
    await world.adopting.adopt(plan.plan);
    expect(world.get()).toContain(TOKEN);
    const { found } = await world.adopting.find({ target: 'mcp', file: world.theirs });
    expect(found).toMatchObject([{ name: 'A_TOKEN', obstacle: expect.stringContaining('delivers the key') }]);
  });

  it('keeps no hash of another secret of an adopted entry', async () => {
    const hashed: string[] = [];
    const hash = (bytes: Uint8Array) => {
      hashed.push(new TextDecoder().decode(bytes));
      return world.hash(bytes);
    };
    world.put(THEIRS);
    const adopting = world.adoptingWith({ hash });
    await adopting.adopt((await adopting.plan(world.request({ entry: 'a', secret: 'B_KEY' }))).plan);
    const entry = hashed.find((text) => text.startsWith('{"args"'));
    expect(entry).toContain('••••••••');
    expect(entry).not.toContain('canary');
  });

  it('is not given back over another secret that was changed since', async () => {
    world.put(THEIRS);
    const { delivery } = await world.adopt({ entry: 'a', secret: 'B_KEY' });
    world.put(world.get().replace(TOKEN, `${TOKEN}9`), 0o600);
    await expect(world.delivering.unexport(delivery)).rejects.toMatchObject({ code: 'conflict' });
    expect(world.get()).toContain(`${TOKEN}9`);
  });
});

describe('an entry with a header in the clear', () => {
  const entry = (scheme = 'Bearer ') =>
    `{"mcpServers":{"a":{"type":"http","url":"https://example.com/mcp","headers":{"Authorization":"${scheme}${TOKEN}","X-Mode":"fast"}}}}`;

  it('asks Keyrack for it where the client can', async () => {
    world.put(entry());
    const { key } = await world.adopt({ target: 'claude-code', entry: 'a' });
    expect(JSON.parse(world.get()).mcpServers.a).toEqual({
      type: 'http',
      url: 'https://example.com/mcp',
      headers: { 'X-Mode': 'fast' },
      headersHelper: `/usr/bin/node /opt/keyrack/bin/keyrack.mjs headers --key ${key}`,
    });
    expect(world.ledger.keys.get(key)).toMatchObject({ name: 'a', variable: 'A_API_KEY' });
  });

  it.each([
    ['cursor', 'Bearer ', `Bearer \${env:A_DEV_API_KEY}`],
    ['cursor', '', `\${env:A_DEV_API_KEY}`],
    ['mcp', 'Token ', `Token \${A_DEV_API_KEY}`],
  ])('names a variable in %s with “%s”', async (target, scheme, header) => {
    world.put(entry(scheme));
    await world.adopt({ target, entry: 'a' });
    expect(JSON.parse(world.get()).mcpServers.a.headers).toEqual({ Authorization: header, 'X-Mode': 'fast' });
    expect((await world.delivering.deliveries()).map(({ state }) => state)).toEqual(['intact']);
    await world.delivering.undo();
    expect(world.get()).toBe(entry(scheme));
  });

  it('stays where the client takes only the value, and is known of', async () => {
    world.put(entry());
    const plan = await world.adopting.plan(world.request({ target: 'warp', entry: 'a' }));
    expect(plan.mechanism).toBe('inline');
    expect(plan.warnings.join(' ')).toContain('every program of your user can read it');
    await world.adopting.adopt(plan.plan);
    expect([world.get(), world.theirMode()]).toEqual([entry(), '600']);
    const { found } = await world.adopting.find({ target: 'warp', file: world.theirs });
    expect(found).toEqual([]);
  });
});

describe('what has to stay is told with the reason', () => {
  test.each([
    ['an option', `"args":["--api-key","${TOKEN}"]`, '--api-key'],
    ['an option with =', `"args":["--token=${TOKEN}"]`, '--token'],
    [
      'a header as an option',
      `"args":["mcp-remote","https://x.example","--header","Authorization: Bearer ${TOKEN}"]`,
      '--header Authorization',
    ],
    ['a bare word', `"args":["${TOKEN}"]`, 'argument'],
  ])('%s', async (_what, args, name) => {
    const theirs = `{"mcpServers":{"a":{"command":"x",${args}}}}`;
    world.put(theirs);
    const { found } = await world.adopting.find({ target: 'mcp', file: world.theirs });
    expect(found).toEqual([
      {
        entry: 'a',
        name,
        place: 'argument',
        hint: expect.stringMatching(/^ghp_canary$/),
        obstacle: expect.any(String),
      },
    ]);
    await expect(world.adopting.plan(world.request({ entry: 'a' }))).rejects.toMatchObject({
      code: 'forbidden-by-rule',
    });
    expect([world.get(), world.values.size]).toEqual([theirs, 0]);
  });

  test('a part of an address', async () => {
    world.put(`{"mcpServers":{"a":{"url":"https://x.example/mcp?api_key=${TOKEN}"}}}`);
    const { found } = await world.adopting.find({ target: 'mcp', file: world.theirs });
    expect(found).toMatchObject([
      { name: 'api_key', place: 'argument', obstacle: expect.stringContaining('address') },
    ]);
  });
});

test.each([
  ['a reference', `\${GITHUB_TOKEN}`],
  ['a reference with a scheme', `Bearer \${env:X}`],
  ['a number', '40960000'],
  ['an address', 'https://login.example.com/x'],
  ['a path', '/home/me/.ssh/id_ed25519'],
  ['an example', '<your token here>'],
  ['another example', 'YOUR_API_KEY_HERE'],
  ['a switch', 'disabled'.slice(0, 4)],
  ['nothing', ''],
])('%s is no secret, whatever its name says', async (_what, value) => {
  world.put(JSON.stringify({ mcpServers: { a: { command: 'x', env: { API_TOKEN: value } } } }));
  const { found } = await world.adopting.find({ target: 'mcp', file: world.theirs });
  expect(found).toEqual([]);
});

test.each([
  ['a name twice', `{"mcpServers":{"a":{"command":"x"},"a":{"command":"y","env":{"T_KEY":"${TOKEN}"}}}}`],
  ['no JSON', `{"mcpServers":{"a":{"command":"x","env":{"T_KEY":"${TOKEN}"}}`],
])('a file with %s is refused and left alone', async (_what, text) => {
  world.put(text);
  await expect(world.adopting.find({ target: 'mcp', file: world.theirs })).rejects.toMatchObject({
    code: 'file-refused',
  });
  await expect(world.adopting.plan(world.request({ entry: 'a' }))).rejects.toMatchObject({
    code: 'file-refused',
  });
  expect([world.get(), world.values.size]).toEqual([text, 0]);
});

test('entries with the names of object members are entries like others', async () => {
  const theirs = `{"mcpServers":{"__proto__":{"command":"x","env":{"constructor":"y","API_KEY":"${TOKEN}"}},"toString":{"command":"z"}}}`;
  world.put(theirs);
  await world.adopt({ entry: '__proto__' });
  expect(world.get()).not.toContain(TOKEN);
  expect(world.get()).toContain('"constructor":"y"');
  await world.delivering.undo();
  expect(world.get()).toBe(theirs);
});

test('entries of unlikely shape hold nothing to adopt', async () => {
  for (const value of [
    '1',
    'null',
    '"x"',
    '[]',
    '{}',
    '{"command":7}',
    '{"env":{"A_KEY":7}}',
    '{"url":7,"headers":[]}',
  ]) {
    world.put(`{"mcpServers":{"a":${value}}}`);
    const { found } = await world.adopting.find({ target: 'mcp', file: world.theirs });
    expect(found).toEqual([]);
  }
});
