import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCsv } from '#tests/fakes/csv-reader.ts';
import {
  claudeDesktop,
  development,
  liveKey,
  playground,
  production,
  readerKey,
  towerKey,
} from '#tests/fakes/rows.ts';
import { createFakeTerminal } from '#tests/fakes/terminal.ts';
import { type } from './command-line.ts';

const json = async (argv: readonly string[], given = {}) => {
  const result = await type(['--json', ...argv], given);
  expect(result.code).toBe(0);
  return { ...result, document: JSON.parse(result.out) };
};
const KEY_FIELDS = [
  'id',
  'name',
  'environmentId',
  'connectionId',
  'remoteId',
  'variable',
  'hint',
  'held',
  'status',
  'scopes',
  'testMode',
  'createdAt',
  'expiresAt',
  'lastUsedAt',
  'allowedIps',
  'rateLimit',
  'deliveries',
];

describe('documents', () => {
  it('shows an environment by exactly its promised fields', async () => {
    const { document } = await json(['env', 'list']);
    const { id, name, stage, colour, project } = development;
    const more = { archived: false, reveal: 'vault', rotateAfterDays: null, naming: '<tool> - <purpose>' };
    expect(document[0]).toEqual({ id, name, stage, colour, project, ...more });
    expect(Object.keys(document[0]).slice(0, 5)).toEqual(['id', 'name', 'stage', 'colour', 'project']);
  });

  it('shows a connection by exactly its promised fields', async () => {
    const { id, name, provider, environmentId, baseUrl } = playground;
    const { document } = await json(['connection', 'list']);
    expect(document[0]).toEqual({ id, name, provider, environmentId, baseUrl });
  });

  it.each([
    [['key', 'show', 'Reader']],
    [['key', 'create', '--env', 'Development', '--connection', 'Playground', '--name', 'K']],
    [['key', 'add', '--env', 'Development', '--name', 'K', '--var', 'V']],
  ])('shows a key by exactly its promised fields: %j', async (argv) => {
    const { document } = await json(argv, { terminal: createFakeTerminal({ stdin: 'x' }) });
    expect(Object.keys(document)).toEqual(KEY_FIELDS);
  });

  it('lists keys with their deliveries', async () => {
    const { document } = await json(['key', 'list']);
    expect(document).toHaveLength(3);
    expect(document[0].deliveries).toEqual(readerKey.deliveries);
  });

  it.each([
    [['key', 'list', '--env', 'Production'], [liveKey.id]],
    [
      ['key', 'list', '--env', development.id],
      [readerKey.id, towerKey.id],
    ],
    [['key', 'list', '--connection', 'Playground'], [readerKey.id]],
    [['key', 'list', 'live_k'], [liveKey.id]],
    [
      ['key', 'list', 'READ'],
      [readerKey.id, liveKey.id, towerKey.id],
    ],
    [['key', 'list', 'nothing like it'], []],
    [['key', 'list', 'env:prod'], [liveKey.id]],
    [
      ['key', 'list', '--', '-env:prod'],
      [readerKey.id, towerKey.id],
    ],
    [['key', 'list', 'service:playground status:active'], [readerKey.id]],
  ])('%j finds %j', async (argv, ids) => {
    expect((await json(argv)).document.map(({ id }: { id: string }) => id)).toEqual(ids);
  });

  it.each([
    [['key', 'list', 'unused:6m'], '“unused:6m” cannot be read. Use hours, days or weeks'],
    [['--json', 'key', 'list', '--csv'], '--json and --csv were both given'],
  ])('%j is refused, with what is possible', async (argv, said) => {
    const { code, out, err } = await type(argv);
    expect([code, out + err]).toEqual([2, expect.stringContaining(said)]);
  });

  it('tells beside the result that there is no such field', async () => {
    const { err, document } = await json(['key', 'list', 'statu:active']);
    expect([document, err]).toEqual([[], expect.stringContaining('Did you mean status:')]);
  });

  it('lists keys as CSV', async () => {
    const { out } = await type(['key', 'list', '--csv', 'env:prod']);
    const [head, ...rows] = readCsv(out);
    expect(head?.slice(0, 3)).toEqual(['id', 'name', 'environment']);
    expect(rows.map(([id]) => id)).toEqual([liveKey.id]);
  });

  it('prints what an export did, and no more', async () => {
    const { document, asked } = await json([
      'export',
      'claude-desktop',
      '--env',
      'Development',
      '--key',
      'Reader=TOKEN',
      '--server',
      'notes',
      '--command',
      'npx -y "my pkg"',
      '--set',
      'REGION=eu=1',
      '--set',
      'EMPTY=',
      '--scope',
      'user',
      '--mechanism',
      'launcher',
      '--file',
      '/tmp/claude.json',
    ]);
    expect(Object.keys(document)).toEqual(['change', 'delivery', 'file', 'mode']);
    expect(document.mode).toBe('0600');
    expect(asked.calls[0]?.input).toEqual({
      target: 'claude-desktop',
      environmentId: development.id,
      keyId: readerKey.id,
      variable: 'TOKEN',
      server: 'notes',
      launch: { command: ['npx', '-y', 'my pkg'] },
      set: { REGION: 'eu=1', EMPTY: null },
      mechanism: 'launcher',
      scope: 'user',
      file: '/tmp/claude.json',
    });
  });

  it('asks for a URL with its header, by reference, in the project that it is given in', async () => {
    const projectFile = '.mcp.json';
    const targets = () => [{ ...claudeDesktop, id: 'claude-code', projectFile }];
    const url = 'https://mcp.example.com/mcp';
    const words = [
      'export',
      'claude-code',
      '--env',
      'Development',
      '--key',
      'Reader',
      '--mechanism',
      'reference',
    ];
    const more = ['--url', url, '--header', 'X-Api-Key: {}', '--as', 'OTHER_KEY', '--scope', 'project'];
    const { asked } = await type([...words, ...more], { services: { delivering: { targets } } });
    expect(asked.calls[0]?.input).toMatchObject({
      launch: { url, header: 'X-Api-Key: {}' },
      reference: 'OTHER_KEY',
      scope: 'project',
      file: join(process.cwd(), projectFile),
    });
  });

  it('writes nothing on a dry run', async () => {
    const { document, asked } = await json([
      'export',
      'claude-desktop',
      '--env',
      'Development',
      '--key',
      'Reader',
      '--dry-run',
    ]);
    expect(document.diff[0].text).toContain('••••');
    expect(asked.calls.map(({ method }) => method)).toEqual(['delivering.plan']);
  });

  it.each([
    [['targets'], 'id,name,kind,takes,mechanisms,files,projectFile,importFile,tried'],
    [['provider', 'list'], null],
    [['provider', 'show', 'playground'], null],
    [['status'], 'home,tier,chosen,state,reason,presence,agentUntil,counts,rotations'],
    [['unexport', readerKey.id], 'change,delivery,file,mode'],
    [['undo'], 'id,file,what,at,undone'],
    [['undo', readerKey.id], null],
    [['key', 'verify', 'Reader'], 'is,because,message,next'],
    [['connection', 'test', 'Playground'], null],
    [['doctor'], 'healthy,findings'],
    [['lock'], null],
    [['unlock'], null],
  ])('%j prints one document', async (argv, keys) => {
    const { document } = await json(argv);
    const [first = document] = Array.isArray(document) ? document : [document];
    if (keys !== null) expect(Object.keys(first).join()).toBe(keys);
  });
});

describe('words for people', () => {
  it.each([
    [['env', 'list'], 'Production'],
    [['provider', 'list'], 'playground'],
    [['provider', 'show', 'playground'], 'notes:read'],
    [['connection', 'list'], 'Development'],
    [['connection', 'test', 'Playground'], 'It answers.'],
    [['key', 'list'], 'active, not yet copied'],
    [['key', 'show', 'Reader'], 'claude-desktop'],
    [['key', 'verify', 'Reader'], 'valid'],
    [['targets'], 'Claude Desktop'],
    [['status'], 'keychain'],
    [['export', 'claude-desktop', '--env', 'Development', '--key', 'Reader', '--dry-run'], '0644 -> 0600'],
    [['export', 'claude-desktop', '--env', 'Development', '--key', 'Reader'], '/home/u/claude.json'],
    [['unexport', readerKey.id], '0644'],
    [['undo'], 'Undone'],
    [['env', 'edit', 'Development', '--name', 'Dev', '--project', ''], 'Dev'],
  ])('%j says %j', async (argv, words) => {
    const { code, out } = await type(argv);
    expect(code).toBe(0);
    expect(out).toContain(words);
  });

  it('says after an export how to take it back', async () => {
    const { out, err } = await type(['export', 'claude-desktop', '--env', 'Development', '--key', 'Reader']);
    expect(out).toMatch(/^File {2,}\/home\/u\/claude\.json$/m);
    expect(err).toBe('To take it back: keyrack undo\n');
  });

  it('says how a finding of doctor is mended, and fails for a problem', async () => {
    const finding = { check: 'home', state: 'problem', message: 'mode 0755', fix: 'chmod 700 it' } as const;
    expect(await type(['doctor'], { findings: [finding] })).toMatchObject({
      code: 1,
      out: 'PROBLEM home: mode 0755\n        -> chmod 700 it\n',
    });
  });

  it('clears a project by an empty label', async () => {
    const { asked } = await type(['env', 'edit', 'Production', '--project', '']);
    expect(asked.calls[0]?.input).toEqual({ id: production.id, project: null });
  });
});

describe('options of a later version', () => {
  it('a second key is refused, not ignored', async () => {
    const words = ['export', 'claude-desktop', '--env', 'Development', '--key', 'Reader', '--key', 'Live'];
    const { code, asked } = await type(words);
    expect(code).toBe(5);
    expect(asked.calls).toEqual([]);
  });

  it('names the targets there are', async () => {
    const { code, err } = await type(['export', 'zed', '--env', 'Development', '--key', 'Reader']);
    expect({ code, names: err.includes('claude-desktop') }).toEqual({ code: 4, names: true });
  });
});

describe('answers of a service', () => {
  it.each([
    ['valid', 0],
    ['valid, scope missing', 0],
    ['invalid', 5],
    ['unknown', 1],
  ] as const)('a key that is %s ends with %i', async (is, code) => {
    const verify = async () => ({ is, because: null, message: 'So it said.', next: null });
    const result = await type(['--json', 'key', 'verify', 'Reader'], { services: { keys: { verify } } });
    expect(result.code).toBe(code);
    expect(JSON.parse(result.out).is).toBe(is);
  });

  it.each([
    ['unauthorized', 5],
    ['network', 1],
    [undefined, 1],
  ] as const)('a failed test (%s) ends with %i', async (code, exit) => {
    const test = async () => ({
      ok: false,
      message: 'No.',
      next: null,
      ...(code === undefined ? {} : { code }),
    });
    const result = await type(['--json', 'connection', 'test', 'Playground'], {
      services: { connections: { test } },
    });
    expect(result.code).toBe(exit);
    expect(JSON.parse(result.out).error.message).toBe('No.');
  });
});
