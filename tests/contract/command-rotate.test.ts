import type { ChildProcess } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { rotationPlanSchema, rotationSchema } from '#shared/model/rotation.ts';
import { type Bench, type Ended, ended, openBench } from './command/bench.ts';

// Rotation by the real command, against Playground: files, programs and the service are looked at, not only its words.

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

let bench: Bench;
let server: ChildProcess;
let url = '';

beforeAll(async () => {
  bench = await openBench();
  await bench.json(['init', '--storage', 'keychain']);
  await bench.json(['env', 'add', 'Dev', '--stage', 'development']);
  await bench.json(['env', 'add', 'Live', '--stage', 'production']);
  const add = (env: string) => bench.json(['connection', 'add', '--env', env, '--provider', 'playground']);
  connection = ((await add('Dev')) as { id: string }).id;
  await add('Live');
  server = bench.start(['playground', '--json']);
  url = await new Promise<string>((resolve) => {
    let text = '';
    server.stdout?.on('data', (chunk) => {
      text += chunk;
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(text);
      if (found !== null) resolve(found[0]);
    });
  });
});
afterAll(async () => {
  server.kill('SIGINT');
  await bench.close();
});

/** Every value that a key had, and all that any command printed meanwhile. */
const values = new Set<string>();
const printed: string[] = [];

async function run(args: readonly string[], stdin?: string): Promise<Ended> {
  const result = await bench.run(args, stdin === undefined ? {} : { stdin });
  printed.push(result.out, result.err);
  return result;
}

async function json<T = Record<string, unknown>>(
  args: readonly string[],
  { code = 0, stdin }: { readonly code?: number; readonly stdin?: string } = {},
): Promise<T> {
  const result = await run([...args, '--json'], stdin);
  expect({ code: result.code, said: result.code === code ? '' : result.out + result.err }).toEqual({
    code,
    said: '',
  });
  return JSON.parse(result.out);
}

/** What a program gets. */
async function valueFor(name: string): Promise<string> {
  const { out, code } = await bench.run(['exec', '--key', `${name}=V`, '--', 'printenv', 'V']);
  expect(code).toBe(0);
  values.add(out.trim());
  return out.trim();
}

const answer = async (value: string) =>
  (await fetch(`${url}/v1/whoami`, { headers: { authorization: `Bearer ${value}` } })).status;

const create = (name: string, env = 'Dev') =>
  json<{ id: string }>(['key', 'create', '--env', env, '--connection', 'Playground', '--name', name]);

async function deliver(name: string): Promise<string> {
  const file = join(bench.files, `${name}.env`);
  const words = ['--mechanism', 'inline', '--file', file, '--yes'];
  await bench.json(['export', 'dotenv', '--env', 'Dev', '--key', name, ...words]);
  return file;
}
const holds = (file: string, value: string) => readFileSync(file, 'utf8').includes(value);

let connection = '';
const sync = () => json<{ listed: number }[]>(['sync', '--connection', connection]);

/** As in the console of the service: Keyrack never has the value. */
async function makeAtService(name: string): Promise<string> {
  const credential = await bench.keyring.lookup(`connection/${connection}`);
  const answered = await fetch(`${url}/v1/keys`, {
    method: 'POST',
    headers: { authorization: `Bearer ${credential}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name, scopes: ['contacts:read'] }),
  });
  const { secret } = (await answered.json()) as { secret: string };
  values.add(secret);
  return secret;
}

describe('rotate', () => {
  it('without an overlap gives programs and files the new value, and the service refuses the old one', async () => {
    const { id } = await create('Quick');
    const file = await deliver('Quick');
    const old = await valueFor('Quick');
    const rotation = await json(['rotate', 'Quick', '--overlap', 'none', '--yes']);
    expect(rotationSchema.parse(rotation)).toMatchObject({
      keyId: id,
      state: 'done',
      written: 1,
      toWrite: 1,
    });
    const now = await valueFor('Quick');
    expect([await answer(old), await answer(now)]).toEqual([401, 200]);
    expect([holds(file, old), holds(file, now)]).toEqual([false, true]);
    expect(await json(['key', 'show', 'Quick'])).toMatchObject({ id, held: true, status: 'active' });
    expect((await run(['targets', 'check'])).code).toBe(0);
  });

  it('keeps both keys for the overlap, and goes on to the end when it is asked to', async () => {
    await create('Slow');
    const old = await valueFor('Slow');
    expect(await json(['rotate', 'Slow', '--watch', 'none', '--yes'])).toMatchObject({ state: 'overlap' });
    const now = await valueFor('Slow');
    expect([now === old, await answer(old), await answer(now)]).toEqual([false, 200, 200]);
    expect(await json(['rotations'])).toMatchObject([{ keyName: 'Slow', state: 'overlap' }]);
    expect(await json(['rotations', 'continue'])).toMatchObject({ continued: 0 });
    expect((await run(['rotate', 'Slow', '--yes'])).code).toBe(6);
    expect((await run(['rotations', 'continue', 'Slow'])).code).toBe(2);
    expect(await json(['rotations', 'continue', 'Slow', '--yes'])).toMatchObject({ state: 'done' });
    expect([await answer(old), await answer(now)]).toEqual([401, 200]);
    const shown = await json<{ journal: { step: string }[] }>(['rotations', 'show', 'Slow']);
    expect(shown.journal.map(({ step }) => step)).toEqual(
      expect.arrayContaining(['create', 'revoke', 'refuse']),
    );
    expect((await run(['rotations', 'undo', 'Slow', '--yes'])).code).toBe(5);
  });

  it('is taken back by undo: the old value is everywhere, and the new key is gone', async () => {
    await create('Back');
    const file = await deliver('Back');
    const before = readFileSync(file, 'utf8');
    const old = await valueFor('Back');
    await json(['rotate', 'Back', '--yes']);
    const now = await valueFor('Back');
    expect(await json(['rotations', 'undo', 'Back', '--yes'])).toMatchObject({ state: 'undone', can: [] });
    expect(await valueFor('Back')).toBe(old);
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect([await answer(old), await answer(now)]).toEqual([200, 401]);
  });

  it('with --plan and --runbook changes nothing', async () => {
    await create('Planned');
    const file = await deliver('Planned');
    const before = [readFileSync(file, 'utf8'), await valueFor('Planned'), await json(['key', 'list'])];
    const plan = rotationPlanSchema.parse(await json(['rotate', 'Planned', '--plan']));
    expect(plan).toMatchObject({ kind: 'replace', byHand: false, deliveries: [{ how: 'rewrite', file }] });
    expect(plan.steps.flatMap(({ calls }) => calls)).toContain(`POST ${url}/v1/keys`);
    const runbook = join(bench.files, 'runbook.md');
    await json(['rotate', 'Planned', '--runbook', runbook]);
    expect((await run(['rotate', 'Planned', '--plan'])).out).toContain(file);
    const text = readFileSync(runbook, 'utf8');
    printed.push(text);
    expect(text).toContain('# Rotation of Planned');
    if (process.platform !== 'win32') expect(statSync(runbook).mode & 0o077).toBe(0);
    expect((await run(['rotate', 'Planned', '--runbook', runbook])).code).toBe(6);
    expect([readFileSync(file, 'utf8'), await valueFor('Planned'), await json(['key', 'list'])]).toEqual(
      before,
    );
    expect(await json(['rotations'])).toEqual([]);
  });

  it('takes several keys, and nothing without a yes or, in production, the name', async () => {
    await create('One');
    await create('Two', 'Live');
    const both = ['rotate', 'One', 'Two', '--overlap', 'none'];
    const before = [await valueFor('One'), await valueFor('Two')];
    expect((await run(both)).code).toBe(2);
    expect((await run([...both, '--yes'])).code).toBe(2);
    expect((await run(['rotate', 'Two', '--yes', '--confirm', 'Dev'])).code).toBe(2);
    expect([await valueFor('One'), await valueFor('Two')]).toEqual(before);
    const rotations = await json<unknown[]>([...both, '--yes', '--confirm', 'Live']);
    expect(rotations).toMatchObject([
      { keyName: 'One', state: 'done' },
      { keyName: 'Two', state: 'done' },
    ]);
    expect(await valueFor('Two')).not.toBe(before[1]);
  });

  it('by hand reads the new value from stdin, and then keeps both for the overlap', async () => {
    const [first, second] = ['first-local-canary-value', 'second-local-canary-value'];
    values.add(first).add(second);
    await json(['key', 'add', '--env', 'Dev', '--name', 'Hand', '--var', 'HAND_KEY'], { stdin: first });
    const file = await deliver('Hand');
    expect((await run(['rotate', 'Hand', '--yes'], '')).code).toBe(2);
    expect((await run(['rotate', 'Hand', '--yes'], first)).code).not.toBe(0);
    expect(await json(['rotations'])).toEqual([]);
    const rotation = await json(['rotate', 'Hand', '--yes'], { stdin: second });
    expect(rotation).toMatchObject({ state: 'overlap', connectionId: null });
    expect([await valueFor('Hand'), holds(file, second)]).toEqual([second, true]);
    const after = await json<{ state: string; can: string[] }>(['rotations', 'continue', 'Hand', '--yes']);
    if (after.state === 'waiting') await json(['rotations', 'retired', 'Hand']);
    expect(await json(['rotations'])).toEqual([]);
  });

  it('replaces a key whose value is lost under the same id', async () => {
    const old = await makeAtService('Lost');
    await sync();
    const lost = await json<{ id: string }>(['key', 'show', 'Lost']);
    expect(lost).toMatchObject({ held: false, status: 'active' });
    expect(await json(['key', 'replace', 'Lost', '--yes'])).toMatchObject({
      keyId: lost.id,
      reason: 'lost',
      state: 'done',
    });
    expect([await answer(old), await answer(await valueFor('Lost'))]).toEqual([401, 200]);
  });

  it('taken back by Ctrl+C leaves the old key, and no other at the service', async () => {
    await create('Stopped');
    const old = await valueFor('Stopped');
    const listed = await sync();
    const child = bench.start(['rotate', 'Stopped', '--yes']);
    const end = ended(child);
    await new Promise((resolve) => child.stderr?.once('data', resolve));
    child.kill('SIGINT');
    const { code, err } = await end;
    printed.push(err);
    expect(code, err).toBe(130);
    const [left] = await json<{ state: string; step: string }[]>(['rotations', '--all']);
    // Where the signal came too late to be taken back, the run goes on in its overlap.
    if (left?.state === 'undone') {
      expect(await valueFor('Stopped')).toBe(old);
      expect(await sync()).toMatchObject([{ listed: listed[0]?.listed }]);
    } else expect(left).toMatchObject({ step: 'overlap' });
    expect(await answer(await valueFor('Stopped'))).toBe(200);
  });
});

describe('panic', () => {
  it('finds a leaked key by its value on stdin, replaces it at once, and writes the note', async () => {
    const { id } = await create('Leaky');
    const file = await deliver('Leaky');
    const old = await valueFor('Leaky');
    expect((await run(['panic'], old)).code).toBe(2);
    expect(await answer(old)).toBe(200);
    const note = join(bench.files, 'incident.md');
    const incident = await json<{ rotation: unknown; note: string }>(['panic', '--yes', '--note', note], {
      stdin: `${old}\n`,
    });
    expect(rotationSchema.parse(incident.rotation)).toMatchObject({
      keyId: id,
      reason: 'leak',
      state: 'done',
    });
    expect(readFileSync(note, 'utf8')).toBe(incident.note);
    const now = await valueFor('Leaky');
    expect([await answer(old), await answer(now), holds(file, now)]).toEqual([401, 200, true]);
  });

  it('prints the note for a key that is named', async () => {
    await create('Named');
    const { code, out } = await run(['panic', 'Named', '--yes']);
    expect({ code, head: out.split('\n')[0] }).toEqual({ code: 0, head: '# Leaked key: Named' });
  });

  it('exits 4 for a value that it does not know, with what to do', async () => {
    const { code, err } = await run(['panic', '--yes'], 'nobody-knows-this-value');
    expect({ code, err }).toMatchObject({ code: 4, err: expect.stringContaining('keyrack scan') });
  });
});

describe('afterwards', () => {
  it('every item of the keychain is known, and nothing is wrong', async () => {
    const { findings } = await json<{ findings: { check: string; state: string }[] }>(['doctor']);
    const told = findings.filter(({ check }) => ['items', 'strays', 'rotations', 'keys'].includes(check));
    expect(told.map(({ state }) => state)).not.toContain('problem');
    expect(findings.filter(({ check }) => check === 'strays')).toEqual([]);
  });

  it('no output held a value', () => {
    expect(values.size).toBeGreaterThan(10);
    expect([...values].filter((value) => printed.some((text) => text.includes(value)))).toEqual([]);
  });
});
