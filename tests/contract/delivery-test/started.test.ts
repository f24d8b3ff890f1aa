import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest';
import { createDeliveryTests } from '#core/delivering/testing/index.ts';
import type { ExportRequest } from '#shared/model/delivery.ts';
import { VALUE } from '../../unit/core/delivering-world.ts';
import { createTestingWorld, good, odd, type TestingWorld } from './world.ts';

// Each test starts several processes, on a machine that may be busy; what hangs is still found.
vi.setConfig({ testTimeout: 120_000 });

let world: TestingWorld;
beforeEach(() => {
  world = createTestingWorld();
});
afterEach(() => world.end());

const testOf = async (command: readonly string[], changes: Partial<ExportRequest> = {}) =>
  world.tests.run(await world.deliver({ launch: { command: [...command] }, ...changes }));

const isGone = (pid: number) => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return true;
  }
};

describe('a server that is started', () => {
  it('answers with its name, its version and its tools, step by step', async () => {
    const id = await world.deliver({ launch: { command: [...good] } });
    const steps: string[] = [];
    const result = await world.tests.run(id, { onStep: (step) => steps.push(step) });
    expect(result).toMatchObject({
      ok: true,
      message: 'counterpart 1.0.0 answered and offers 1 tool.',
      next: null,
      notes: [],
      server: { name: 'counterpart', version: '1.0.0' },
      tools: ['key'],
      output: [],
    });
    expect(steps).toEqual(['file', 'start', 'initialize', 'tools']);
  });

  it('gets six variables, those of its entry, and nothing else of ours', async () => {
    const { server } = await testOf(odd('variables'), { set: { REGION: 'eu' } });
    const names = server?.name.split(' ') ?? [];
    const allowed = [
      'ACME_API_KEY',
      'ELECTRON_RUN_AS_NODE',
      'HOME',
      'LOGNAME',
      'PATH',
      'REGION',
      'SHELL',
      'TERM',
      'USER',
    ];
    expect(allowed).toEqual(expect.arrayContaining(names));
    expect(names).toEqual(expect.arrayContaining(['ACME_API_KEY', 'REGION', 'PATH']));
  });

  it('by reference is given the variable as keyrack exec would, and it is said that the client needs it', async () => {
    const { ok, notes } = await testOf(odd('tests', VALUE), { mechanism: 'reference' });
    expect(ok).toBe(true);
    // Whole, so that it can be pasted: an id looks like a key.
    expect(notes).toEqual([expect.stringContaining(` exec --key ${world.key.id}=ACME_DEV_API_KEY -- `)]);
  });

  it('by a prompt is given the key as the client would from what was entered', async () => {
    const { ok, notes } = await testOf(odd('tests', VALUE), { target: 'vscode', mechanism: 'input' });
    expect([ok, notes]).toEqual([true, []]);
  });

  it('with all pages of its tools is listed whole', async () =>
    expect((await testOf(odd('good'))).tools).toEqual(['one', 'two']));

  it('that writes noise on its standard output passes, and that is said', async () =>
    expect(await testOf(odd('noise'))).toMatchObject({ ok: true, next: expect.stringContaining('not MCP') }));
});

describe('a server that fails', () => {
  it('by ending at once is told with its code and its last words', async () =>
    expect(await testOf(odd('ends'))).toMatchObject({
      ok: false,
      message: 'Before it had answered, the server ended with code 7.',
      output: ['no licence was found'],
    }));

  it('because there is no such program is told by its name', async () =>
    expect(await testOf(['no-such-program-here'])).toMatchObject({
      ok: false,
      message: 'The program "no-such-program-here" was not found.',
    }));

  it('by never answering is ended when the time is over', async () => {
    const id = await world.deliver({ launch: { command: odd('silent') } });
    expect(await world.hasty.run(id)).toMatchObject({
      ok: false,
      message: 'The server was started and did not answer within 60 seconds.',
    });
  });

  it('by an error of the protocol is told in its words, without the key', async () => {
    const result = await testOf(odd('refuses'));
    expect(result).toMatchObject({ ok: false, message: expect.stringContaining('bad key [secret]') });
  });
});

test('SECURITY: a server that prints the key in any form is heard without it', async () => {
  const result = await testOf(odd('prints'));
  const text = JSON.stringify(result);
  const forms = [
    VALUE,
    Buffer.from(VALUE).toString('hex'),
    Buffer.from(VALUE).toString('base64').slice(4, -4),
  ];
  for (const form of forms) expect(text).not.toContain(form);
  expect(result.ok).toBe(true);
  expect(result.server?.name).toBe('server of [secret]');
  expect(result.output).toHaveLength(5);
  for (const line of result.output) expect(line).toMatch(/\[(secret|redacted)\]/);
});

describe('nothing is left running', () => {
  const pids = () => readFileSync(join(world.folder, 'pids'), 'utf8').split(' ').map(Number);

  test.each(['forks', 'leaves'])('of a server that %s a grandchild', async (way) => {
    const { ok } = await testOf(odd(way, join(world.folder, 'pids')));
    expect(ok).toBe(true);
    expect(pids().map(isGone)).toEqual([true, true]);
  });

  it('of one that is cancelled in the middle, and nothing but that is told', async () => {
    const id = await world.deliver({ launch: { command: odd('forks', join(world.folder, 'pids')) } });
    const controller = new AbortController();
    const running = world.tests.run(id, {
      signal: controller.signal,
      onStep: (step) => {
        if (step !== 'tools') return;
        controller.abort();
      },
    });
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    expect(existsSync(join(world.folder, 'pids'))).toBe(true);
    expect(pids().map(isGone)).toEqual([true, true]);
  });
});

describe('a server that can test itself', () => {
  const selfTests = [{ command: ['node-of-unizo', '@unizo/mcp'], words: ['--test-auth'] }];
  const command = (right: string) => odd('tests', right);

  it('does that first, and is spoken to when it passed', async () => {
    const tests = [{ command: command(VALUE), words: ['--test-auth'] }];
    const id = await world.deliver({ launch: { command: command(VALUE) } });
    const steps: string[] = [];
    const own = createDeliveryTests({ ...world.deps, selfTests: () => tests });
    expect(await own.run(id, { onStep: (step) => steps.push(step) })).toMatchObject({ ok: true });
    expect(steps).toEqual(['file', 'self-test', 'start', 'initialize', 'tools']);
  });

  it('and fails is not spoken to any more', async () => {
    const tests = [{ command: command('another'), words: ['--test-auth'] }];
    const id = await world.deliver({ launch: { command: command('another') } });
    const own = createDeliveryTests({ ...world.deps, selfTests: () => tests });
    expect(await own.run(id)).toMatchObject({
      ok: false,
      message: 'The server’s own test (--test-auth) ended with code 3.',
    });
  });

  it('is not asked to where the entry starts another', async () => {
    const id = await world.deliver({ launch: { command: command(VALUE) } });
    const own = createDeliveryTests({ ...world.deps, selfTests: () => selfTests });
    const steps: string[] = [];
    await own.run(id, { onStep: (step) => steps.push(step) });
    expect(steps).not.toContain('self-test');
  });
});

describe('what stands in the file is what is tested', () => {
  it('and where somebody changed it, that is said first', async () => {
    const id = await world.deliver({ launch: { command: odd('silent') } });
    writeFileSync(world.file, readFileSync(world.file, 'utf8').replace('silent', 'good'));
    expect(await world.tests.run(id)).toMatchObject({
      ok: true,
      notes: [expect.stringContaining('changed since Keyrack wrote it')],
    });
  });

  it('and where its value is another than the key has, that is said too, and neither is told', async () => {
    const id = await world.deliver({ launch: { command: odd('prints') } });
    writeFileSync(world.file, readFileSync(world.file, 'utf8').replace(VALUE, 'somebody-elses-value'));
    const result = await world.tests.run(id);
    expect(result.notes).toContain('The value in the file is not the one that Keyrack holds.');
    expect(JSON.stringify(result)).not.toContain('somebody-elses-value');
  });

  it('and where it is gone nothing is started', async () => {
    const id = await world.deliver({ launch: { command: [...good] } });
    writeFileSync(world.file, '{}');
    const steps: string[] = [];
    expect(await world.tests.run(id, { onStep: (step) => steps.push(step) })).toMatchObject({
      ok: false,
      message: expect.stringContaining('not in'),
    });
    expect(steps).toEqual(['file']);
  });

  it('and where the file does not parse, that is the result', async () => {
    const id = await world.deliver({ launch: { command: [...good] } });
    writeFileSync(world.file, '{');
    expect(await world.tests.run(id)).toMatchObject({ ok: false, next: expect.any(String) });
  });
});

describe('a delivery of which nothing is started', () => {
  test('a file that a program imports is not tried, and the way to try it is told', async () => {
    const call = { url: 'https://api.example.com/v1/me' };
    const request = { target: 'n8n', environmentId: world.development.id, keyId: world.key.id };
    const plan = await world.delivering.plan({ ...request, call, file: world.file, mechanism: 'inline' });
    const { delivery } = await world.delivering.export(plan.plan);
    await expect(world.tests.run(delivery)).rejects.toMatchObject({ code: 'unsupported' });
  });

  test('a reference in a file of variables is followed as the program does', async () => {
    const file = `${world.folder}/dev.bru`;
    const request = { target: 'bruno', environmentId: world.development.id, keyId: world.key.id, file };
    const plan = await world.delivering.plan({ ...request, mechanism: 'reference' });
    const { delivery } = await world.delivering.export(plan.plan);
    expect(await world.tests.run(delivery)).toMatchObject({ ok: true });
  });
});
