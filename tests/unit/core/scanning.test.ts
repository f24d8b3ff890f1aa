import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import { createScanningWorld } from './scanning-world.ts';

const TOKEN = 'ghp_Zk3vQ9xT7mLp2RwY8sNb4JdHc6GfUa1eViXo';
const HELD = 'wren-ottawa-71c9b2aa';

function createWorld(overrides: Parameters<typeof createScanningWorld>[0] = {}) {
  const world = createScanningWorld(overrides);
  const put = (name: string, text: string, mode = 0o600): string => {
    const file = join(world.home, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    chmodSync(file, mode);
    return file;
  };
  return { ...world, put };
}

describe('what Keyrack holds', () => {
  it('is found by its fingerprint alone, of no known form and under no telling name, and is named', async () => {
    const { scan, put, hold } = createWorld();
    const { id } = await hold(HELD, { name: 'Reader' });
    put('notes.txt', `call me back\nI used (${HELD}), it works.\nwren-ottawa-00000000 is not it\n`);
    const { findings, isCompared } = await scan();
    expect(findings).toMatchObject([
      {
        line: 2,
        times: 1,
        kind: null,
        name: null,
        hint: 'wren-o',
        key: { id, name: 'Reader', environment: 'Development' },
      },
    ]);
    expect([findings.length, isCompared]).toEqual([1, true]);
    expect(findings[0]?.next[0]).toContain(`keyrack exec --key ${id}`);
  });

  it('is found as a whole where a part of it is a finding by itself: an address with a password', async () => {
    const { scan, put, hold } = createWorld();
    const address = 'postgres://shop:kW8fq2LzTp@db.acme.io/shop';
    const { id } = await hold(address, { name: 'Database' });
    put('a.env', `OTHER=kW8fq2LzTp\nDATABASE_URL=${address}\n`);
    put('b.env', `LIST=${address},${TOKEN}\n`);
    put('c.env', 'DATABASE_URL=postgres://shop:wK8fq2LzTp@db.acme.io/shop\n');
    const found = (await scan()).findings.map(({ file, kind, key }) => [file.at(-5), kind, key?.id ?? null]);
    expect(found).toEqual([
      ['a', null, id],
      ['b', null, null],
      ['b', 'GitHub token', null],
      ['c', null, null],
    ]);
  });

  it('is not compared where the storage is closed, which is said, and the rest is found', async () => {
    const asked: string[] = [];
    const { scan, put, addKey } = createWorld({
      fingerprintOf: async () => {
        asked.push('once');
        throw new AppError('storage-locked', { message: 'It is locked.' });
      },
    });
    addKey({ held: true, fingerprint: 'f'.repeat(64) });
    put('a.env', `A_TOKEN=${TOKEN}\nB_TOKEN=${TOKEN.toLowerCase()}\n`);
    const { findings, isCompared } = await scan();
    expect([findings.length, isCompared, asked.length]).toEqual([2, false, 1]);
  });

  it('is no finding where Keyrack delivered it inline, as its user chose so', async () => {
    const world = createWorld();
    const { scan, delivering, request, put, ledger, key } = world;
    const file = put('.env', '');
    ledger.keys.put({ ...key, held: true });
    await delivering.export(
      (await delivering.plan(request({ target: 'dotenv', file, mechanism: 'inline' }))).plan,
    );
    const { createHmac } = await import('node:crypto');
    const fingerprint = createHmac('sha256', '5'.repeat(64))
      .update('unizo-canary-4f9a1c7e2b8d')
      .digest('hex');
    ledger.keys.put({ ...key, held: true, fingerprint });
    expect((await scan()).findings).toMatchObject([{ isDelivered: true, key: { id: key.id }, next: [] }]);

    execFileSync('git', ['init', '-q', world.home]);
    execFileSync('git', ['-C', world.home, 'add', file]);
    const [{ id } = { id: '' }] = await delivering.deliveries();
    expect((await scan()).findings[0]?.next).toEqual([expect.anything(), `keyrack unexport ${id}`]);
  });
});

describe('what to do', () => {
  it('is to adopt what an MCP client and a .env hold, by commands that name the place', async () => {
    const { scan, put } = createWorld();
    const entry = { command: 'npx', env: { GITHUB_TOKEN: TOKEN } };
    put('.cursor/mcp.json', JSON.stringify({ mcpServers: { github: entry } }));
    const env = put('my app/.env', `STRIPE=x\nSMTP_PASSWORD='kW8!fq2Lz'\n`);
    const { findings } = await scan();
    expect(findings.map(({ target, name, next }) => ({ target, name, next }))).toEqual([
      {
        target: 'cursor',
        name: 'GITHUB_TOKEN',
        next: ['keyrack adopt cursor --env Development --server github --variable GITHUB_TOKEN'],
      },
      {
        target: 'dotenv',
        name: 'SMTP_PASSWORD',
        next: [`keyrack adopt dotenv --file '${env}' --env Development --variable SMTP_PASSWORD --remove`],
      },
    ]);
  });

  it('is a new value, without an overlap, where git tracks the file', async () => {
    const { scan, put, hold, home } = createWorld();
    const { id } = await hold(HELD);
    put('repo/a.env', `A_KEY=${HELD}\n`);
    put('repo/b.env', `B_TOKEN=${TOKEN}\n`);
    put('repo/secret/c.env', `C_TOKEN=${TOKEN}\n`);
    put('repo/.gitignore', 'secret/\n');
    const git = (...words: string[]) => execFileSync('git', ['-C', join(home, 'repo'), ...words]);
    git('init', '-q');
    git('add', 'a.env');
    const { findings } = await scan();
    expect(findings.map(({ git, next }) => [git, next[0]])).toEqual([
      ['tracked', `keyrack key replace ${id}`],
      ['untracked', expect.stringContaining('keyrack adopt dotenv')],
      ['ignored', expect.stringContaining('keyrack adopt dotenv')],
    ]);
  });

  it('git starts nothing that the settings of a work tree name', async () => {
    const { scan, put, home } = createWorld();
    const trap = join(home, 'sprung');
    put('repo/b.env', `B_TOKEN=${TOKEN}\n`);
    execFileSync('git', ['-C', join(home, 'repo'), 'init', '-q']);
    execFileSync('git', ['-C', join(home, 'repo'), 'config', 'core.fsmonitor', `touch ${trap}; false`]);
    expect((await scan()).findings).toMatchObject([{ git: 'untracked' }]);
    expect(existsSync(trap)).toBe(false);
  });

  it('a proposed command runs nothing that a name holds', async () => {
    const { scan, put } = createWorld();
    put("$(touch x)'`y`/.env", `A_TOKEN=${TOKEN}\n`);
    const [step = ''] = (await scan()).findings[0]?.next ?? [];
    const words = execFileSync('sh', ['-c', `keyrack() { printf '%s\\n' "$@"; }; ${step}`], {
      encoding: 'utf8',
    });
    expect(words.split('\n')[3]).toMatch(/\$\(touch x\)'`y`\/\.env$/);
  });

  it('is for the folder that was named for this run, by every command that is proposed', async () => {
    const { scan, put, hold } = createWorld();
    const { id } = await hold(HELD);
    put('my app/.env', `SMTP_PASSWORD='kW8!fq2Lz'\n`);
    put('notes.txt', `I used (${HELD}), it works.\n`);
    put('other.txt', `A_TOKEN=${TOKEN}\n`);
    const steps = (await scan({ home: '/srv/it is' })).findings.map(({ next }) => next.join('\n')).toSorted();
    expect(steps).toEqual([
      expect.stringContaining(" --var A_TOKEN --home '/srv/it is', then take it out."),
      expect.stringContaining(`keyrack exec --key ${id} --home '/srv/it is' -- PROGRAM`),
      expect.stringContaining(" --variable SMTP_PASSWORD --remove --home '/srv/it is'"),
    ]);
  });

  it('is to write https where a service is reached without encryption, and nothing of its path is told', async () => {
    const { scan, put } = createWorld();
    const servers = {
      far: { url: 'http://mcp.acme.io/private-path' },
      near: { url: 'http://127.0.0.1:3000/mcp' },
      safe: { url: 'https://mcp.acme.io/mcp' },
      word: { command: 'npx', args: ['mcp-remote', 'http://other.acme.io/sse'] },
    };
    put(
      '.cursor/mcp.json',
      JSON.stringify({ $schema: 'http://json-schema.org/x', mcpServers: servers }, null, 1),
    );
    put('.env', 'API_URL=http://api.acme.io/v1\nHOMEPAGE=http://acme.io\nLOCAL_URL=http://localhost:80\n');
    put('page.html', 'src="http://plain.acme.io"');
    const report = await scan();
    expect(report.findings.map(({ what, hint }) => [what, hint])).toEqual([
      ['address', 'http://mcp.acme.io'],
      ['address', 'http://other.acme.io'],
      ['address', 'http://api.acme.io'],
    ]);
    expect(JSON.stringify(report)).not.toContain('private-path');
  });
});

it.each([
  'AWS_SECRET_ACCESS_KEY=VALUE',
  'aws_secret_access_key = "VALUE"',
  `{ "SecretAccessKey": "VALUE" }`,
  "export AWS_SECRET_ACCESS_KEY='VALUE'",
])('the name of a variable is no part of its value: %s', async (line) => {
  const value = 'wJbjrXUt9FEMI/K7MDENG/bPxRfiCYZ2MQL7K3VT';
  const { scan, put, hold } = createWorld();
  const { id } = await hold(value, { name: 'AWS' });
  put('.env', `${line.replace('VALUE', value)}\n`);
  const { findings } = await scan();
  expect(findings.map(({ hint, key }) => [hint, key?.id])).toEqual([['wJbjrXUt9FEM', id]]);
});

it('a secret of a known form has its name too, and one that stands several times is one finding', async () => {
  const { scan, put } = createWorld();
  put('a.txt', `# ${TOKEN}\n`);
  put('b.env', `CI: "${TOKEN}"\nAGAIN=${TOKEN}\n`);
  expect((await scan()).findings.map(({ name, line, times }) => [name, line, times])).toEqual([
    [null, 1, 1],
    ['CI', 1, 2],
  ]);
});

it.each<[string, string]>([
  ['a private key without an end', `-----BEGIN PRIVATE KEY-----\n${'QUJD'.repeat(60_000)}`],
  ['names without a space', 'token='.repeat(60_000)],
  ['options of set', `set ${'--a '.repeat(60_000)}`],
  ['curl on one line', 'curl '.repeat(60_000)],
  ['beginnings of tokens', 'eyJ'.repeat(80_000)],
  ['one long word', 'a'.repeat(400_000)],
  ['blanks behind a name', `name: TOKEN${' '.repeat(200_000)}`],
  ['an address without an end', `API_URL=http://${'a:'.repeat(60_000)}`],
])('a file that is made to take long ends: %s', async (_, text) => {
  const { scan, put } = createWorld();
  put('.env', text);
  expect((await scan()).files).toBe(1);
});

describe('places', () => {
  it('of the machine are scanned without a path: targets, profiles, histories, .env files of the folder', async () => {
    const { scan, put, folder, home } = createWorld();
    const files = ['.cursor/mcp.json', '.zshenv', '.bash_history', '.local/share/fish/fish_history'];
    for (const file of files) put(file, `export A_TOKEN="${TOKEN}"\n`);
    put('here/.env.local', `A_TOKEN=${TOKEN}\n`);
    put('here/below/.env', `A_TOKEN=${TOKEN}\n`);
    put('elsewhere.txt', TOKEN);
    const { findings } = await scan({ paths: [], isMachineWide: true });
    expect(findings.map(({ file }) => file.slice(home.length + 1)).toSorted()).toEqual(
      [...files, 'here/.env.local'].toSorted(),
    );
    expect(folder).toBe(join(home, 'here'));
  });

  it('that are named and not there are refused before anything is read', async () => {
    const { scan, home } = createWorld();
    await expect(scan({ paths: [join(home, 'nowhere')] })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('a scan reads the services once, however many files and words there are', async () => {
    let reads = 0;
    const services = () => {
      reads += 1;
      return () => 'Wren';
    };
    const { scan, put } = createWorld({ services });
    for (const name of ['a', 'b', 'c']) put(`${name}.txt`, `wren_${name}Vx8sK2mQp9LtZ4rY7bNd3Gh6 said\n`);
    expect((await scan()).findings.map(({ kind }) => kind)).toEqual(Array(3).fill('Wren key'));
    expect(reads).toBe(1);
  });

  it('a scan that is stopped fails as cancelled', async () => {
    const { scanning, put, home, folder } = createWorld();
    put('a.env', `A_TOKEN=${TOKEN}\n`);
    const request = { paths: [home], folder, isMachineWide: false, home: undefined };
    const stopped = scanning.scan(request, { signal: AbortSignal.abort() });
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('modes', () => {
  it('that are open to others are told, and closed once each, by the owner’s part alone', async () => {
    const { scanning, scan, put, ledger } = createWorld();
    const open = put('a.env', `A_TOKEN=${TOKEN}\nB_PASSWORD=kW8!fq2Lz\n`, 0o644);
    const run = put('run.sh', `export A_TOKEN=${TOKEN}\n`, 0o755);
    const closed = put('c.env', `A_TOKEN=${TOKEN}\n`, 0o600);
    const plain = put('plain.txt', 'nothing', 0o644);
    const report = await scan();
    expect(scanning.repairs(report)).toEqual([
      { file: open, before: '0644', after: '0600' },
      { file: run, before: '0755', after: '0700' },
    ]);
    await scanning.closeFiles(report);
    const modes = [open, run, closed, plain].map((file) => (statSync(file).mode & 0o777).toString(8));
    expect(modes).toEqual(['600', '700', '600', '644']);
    expect(ledger.audit.list(2).map(({ what }) => what)).toEqual([
      'file closed to others',
      'file closed to others',
    ]);
  });
});
