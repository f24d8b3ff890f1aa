import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import { openRotation, renewal, rotation, rotationPlan } from '#tests/fakes/rotation-row.ts';
import { liveKey, readerKey, towerKey } from '#tests/fakes/rows.ts';
import { createFakeTerminal } from '#tests/fakes/terminal.ts';
import { type } from './command-line.ts';

const folder = mkdtempSync(join(tmpdir(), 'keyrack-rotate-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const LIVE = ['rotate', 'Live', '--yes', '--confirm', 'Production'];
const methods = ({ asked }: Awaited<ReturnType<typeof type>>) => asked.calls.map(({ method }) => method);
const started = (run: Awaited<ReturnType<typeof type>>) =>
  run.asked.calls.filter(({ method }) => method === 'rotating.start').map(({ input }) => input);

describe('rotate', () => {
  it.each([
    [[], { keyId: readerKey.id }],
    [['--overlap', 'none'], { keyId: readerKey.id, overlap: 'none' }],
    [['--watch', '7d', '--lost'], { keyId: readerKey.id, watch: '7d', reason: 'lost' }],
    [['--scope', 'a', '--scope', 'b'], { keyId: readerKey.id, scopes: ['a', 'b'] }],
  ])('%j starts one run', async (options, request) => {
    const run = await type(['rotate', 'Reader', '--yes', ...options]);
    expect({ code: run.code, started: started(run) }).toEqual({ code: 0, started: [request] });
  });

  it.each([
    ['an overlap that there is not', ['rotate', 'Reader', '--yes', '--overlap', '2h'], 2],
    ['a key that there is not', ['rotate', 'Nobody', '--yes'], 4],
    ['no key', ['rotate', '--yes'], 2],
    ['no confirmation where nobody can be asked', ['rotate', 'Reader'], 2],
    ['no name of a production environment', ['rotate', 'Reader', 'Live', '--yes'], 2],
    ['one key of several that there is not', ['rotate', 'Reader', 'Nobody', '--yes'], 4],
  ])('is refused with %s, and begins nothing', async (_, argv, code) => {
    const run = await type(argv);
    expect({ code: run.code, methods: methods(run) }).toEqual({ code, methods: [] });
  });

  it('asks on a terminal, says what it means, and no means no', async () => {
    const terminal = createFakeTerminal({ answers: ['n'] });
    const run = await type(['rotate', 'Reader'], { terminal });
    expect({ code: run.code, methods: methods(run) }).toEqual({ code: 1, methods: [] });
    expect(run.err).toContain('Rotate the key "Reader" of Development; both keys work for 24h');
  });

  it('hands the name of a production environment on', async () => {
    const run = await type(LIVE, { terminal: createFakeTerminal({ stdin: 'the-new-value\n' }) });
    expect(started(run)).toEqual([{ keyId: liveKey.id, confirm: 'Production' }]);
  });

  it('tells each step on stderr, with --quiet none', async () => {
    const told = await type(['rotate', 'Reader', '--yes']);
    expect(told.err).toBe('Reader: The service has the new key.\n');
    expect((await type(['rotate', 'Reader', '--yes', '--quiet'])).err).toBe('');
  });

  it('prints the run as one document, and several as an array', async () => {
    const one = await type(['rotate', 'Reader', '--yes', '--json']);
    expect(JSON.parse(one.out)).toEqual(rotation());
    const two = await type(['rotate', 'Reader', 'Tall', 'Reader', '--yes', '--json']);
    expect(JSON.parse(two.out)).toMatchObject([{ keyName: 'Reader' }, { keyName: 'Tall' }]);
  });

  it.each([
    [0, rotation()],
    [0, openRotation()],
    [0, openRotation({ state: 'watching', step: 'watch' })],
    [0, openRotation({ state: 'waiting', step: 'people' })],
    [1, openRotation({ state: 'retrying', step: 'revoke' })],
    [1, rotation({ state: 'failed' })],
    [1, rotation({ state: 'undone' })],
  ])('exits %i for %o', async (code, run) => {
    const services = { rotating: { start: async () => run } };
    expect((await type(['rotate', 'Reader', '--yes'], { services })).code).toBe(code);
  });

  it.each([
    ['network', 1],
    ['storage-locked', 3],
    ['refused', 5],
    ['conflict', 6],
  ] as const)('exits by the failure: %s', async (failure, code) => {
    const start = () => Promise.reject(new AppError(failure, { message: 'No.' }));
    const run = await type(['rotate', 'Reader', '--yes', '--json'], { services: { rotating: { start } } });
    expect({ code: run.code, out: JSON.parse(run.out) }).toMatchObject({
      code,
      out: { error: { code: failure } },
    });
  });

  it('stops at the first of several keys that fails, and says how many are rotated', async () => {
    const begun: string[] = [];
    const start = async ({ keyId }: { readonly keyId: string }) => {
      begun.push(keyId);
      if (keyId === towerKey.id) throw new AppError('network', { message: 'No answer.' });
      return rotation();
    };
    const run = await type(['rotate', 'Reader', 'Tall', 'Live', '--yes', '--confirm', 'Production'], {
      services: { rotating: { start, plan: async () => rotationPlan() } },
    });
    expect({ code: run.code, begun }).toEqual({ code: 1, begun: [readerKey.id, towerKey.id] });
    expect(run.err).toContain('Rotated: 1 of 3.');
  });

  it('names what can be done next, for the home of this run', async () => {
    const task = {
      delivery: 'd-1',
      target: 'zapier',
      file: '-',
      server: 'Zap',
      text: 'Paste it.',
      done: false,
      copied: false,
    };
    const waiting = openRotation({ state: 'waiting', step: 'people', tasks: [task], problem: 'One place.' });
    const { out } = await type(['rotate', 'Reader', '--yes', '--home', '/h'], {
      services: { rotating: { start: async () => waiting } },
    });
    expect(out).toContain('waits for you (people)');
    expect(out).toContain('[ ] zapier, -, Zap (d-1): Paste it.');
    expect(out).toContain(`keyrack rotations copy ${waiting.id} d-1 --home /h`);
    expect(out).toContain(`keyrack rotations tick ${waiting.id} d-1 --home /h`);
    expect(out).toContain(`keyrack rotations undo ${waiting.id} --home /h`);
  });
});

describe('a run with programs to restart', () => {
  it('names them once it is begun, and none where every program asks for the key', async () => {
    const rotate = (restarts: string[]) =>
      type(['rotate', 'Reader', '--yes'], {
        services: { rotating: { start: async () => openRotation({ restarts }) } },
      });
    const { out } = await rotate(['Claude Desktop', 'terminals that are open']);
    expect(out).toContain(
      'Restart these programs before the old key ends. They took the old key in when they started.\n  Claude Desktop\n  terminals that are open\n',
    );
    expect((await rotate([])).out).not.toContain('estart');
  });
});

describe('rotate by hand', () => {
  const atEnter = openRotation({ state: 'waiting', step: 'enter', can: ['enter', 'undo'] });

  it('reads the new value before it begins, and enters it', async () => {
    const terminal = createFakeTerminal({ stdin: 'the-new-value\n' });
    const start = async () => atEnter;
    const { code, asked } = await type(LIVE, { terminal, services: { rotating: { start } } });
    expect({ code, ...asked }).toEqual({
      code: 0,
      secrets: ['the-new-value'],
      calls: [{ method: 'rotating.act', input: { id: atEnter.id, act: 'enter', confirm: 'Production' } }],
    });
  });

  it('begins nothing where no value came', async () => {
    const run = await type(LIVE, { terminal: createFakeTerminal({ stdin: '' }) });
    expect({ code: run.code, methods: methods(run) }).toEqual({ code: 2, methods: [] });
  });

  it('tells the steps in the console with what to enter there', async () => {
    const plan = async () => rotationPlan({ keyName: 'Tall', byHand: true, scopes: ['notes:write'] });
    const terminal = createFakeTerminal({ stdin: 'the-new-value\n' });
    const run = await type(['rotate', 'Tall', '--yes'], { terminal, services: { rotating: { plan } } });
    expect(run.err).toContain('Do create there.');
    expect(run.err).toContain('Permissions: notes:write');
  });

  it('leaves no run behind where the value is refused', async () => {
    const acts: string[] = [];
    const act = async ({
      act: wanted,
      confirm,
    }: {
      readonly act: string;
      readonly confirm?: string | undefined;
    }) => {
      acts.push(`${wanted} in ${confirm}`);
      if (wanted === 'enter') throw new AppError('same-value-here', { message: 'Another key has it.' });
      return rotation({ state: 'undone' });
    };
    const services = { rotating: { start: async () => atEnter, get: () => atEnter, act } };
    const run = await type(LIVE, { terminal: createFakeTerminal({ stdin: 'v-a-l-u-e' }), services });
    expect({ code: run.code, acts }).toEqual({
      code: 6,
      acts: ['enter in Production', 'undo in Production'],
    });
  });

  it('is refused beside other keys where stdin is a pipe', async () => {
    const argv = ['rotate', 'Reader', 'Live', '--yes', '--confirm', 'Production'];
    const run = await type(argv, { terminal: createFakeTerminal({ stdin: 'the-new-value' }) });
    expect({ code: run.code, methods: methods(run) }).toEqual({ code: 2, methods: [] });
  });
});

describe('rotate --plan', () => {
  it('prints the plan and asks for nothing', async () => {
    const run = await type(['rotate', 'Reader', '--plan']);
    expect({ code: run.code, methods: methods(run) }).toEqual({ code: 0, methods: [] });
    for (const part of [
      'POST http://127.0.0.1:20000/keys',
      renewal.file,
      '+ "KEY": "•••••"',
      'Nothing was done.',
    ])
      expect(run.out).toContain(part);
  });

  it('is a document with --json, of several keys an array', async () => {
    const one = await type(['rotate', 'Reader', '--plan', '--json']);
    expect(JSON.parse(one.out)).toEqual(rotationPlan());
    expect(JSON.parse((await type(['rotate', 'Reader', 'Tall', '--plan', '--json'])).out)).toHaveLength(2);
  });

  it('steers no terminal by a name', async () => {
    const plan = async () => rotationPlan({ keyName: 'a\u001b[2J', warnings: ['b\u001b[2J'] });
    const { out } = await type(['rotate', 'Reader', '--plan'], { services: { rotating: { plan } } });
    expect(out).not.toContain('\u001b');
  });
});

describe('rotate --runbook', () => {
  const file = join(folder, 'plan.md');

  it('writes Markdown for the user alone, and begins nothing', async () => {
    const run = await type(['rotate', 'Reader', '--runbook', file]);
    expect({ code: run.code, methods: methods(run) }).toEqual({ code: 0, methods: [] });
    expect(readFileSync(file, 'utf8')).toBe('# Rotation of Reader\n');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('writes over no file without --yes', async () => {
    writeFileSync(file, 'mine');
    expect((await type(['rotate', 'Reader', '--runbook', file])).code).toBe(6);
    expect(readFileSync(file, 'utf8')).toBe('mine');
    expect((await type(['rotate', 'Reader', '--runbook', file, '--yes'])).code).toBe(0);
    expect(readFileSync(file, 'utf8')).toContain('# Rotation');
  });
});

describe('key replace', () => {
  it.each([
    ['a key whose value is lost', { ...readerKey, held: false }, { reason: 'lost' }],
    ['a key that is held', readerKey, {}],
  ])('rotates %s without an overlap', async (_, key, more) => {
    const run = await type(['key', 'replace', 'Reader', '--yes'], {
      services: { keys: { find: () => key } },
    });
    expect(started(run)).toEqual([{ keyId: readerKey.id, overlap: 'none', ...more }]);
  });
});
