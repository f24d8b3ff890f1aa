import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ugc } from '#tests/counterparts/services/ugc.ts';
import { unisoft } from '#tests/counterparts/services/unisoft.ts';
import { unizo } from '#tests/counterparts/services/unizo.ts';
import { unlockos } from '#tests/counterparts/services/unlockos.ts';
import { type Bench, openBench } from './command/bench.ts';
import { type ReachedService, reachService } from './command/services.ts';

// The whole life of a key of each service by the real command, against counterparts over TLS with an authority of their own.

interface Row {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly held: boolean;
  readonly hint: string;
  readonly remoteId: string | null;
  readonly scopes: readonly string[];
}

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

let bench: Bench;
const services: ReachedService[] = [];
beforeAll(async () => {
  bench = await openBench();
  await bench.json(['init', '--storage', 'keychain']);
  await bench.json(['env', 'add', 'Development', '--stage', 'development']);
  await bench.json(['env', 'add', 'Production', '--stage', 'production']);
});
afterAll(async () => {
  await Promise.all(services.map(({ counterpart }) => counterpart.stop()));
  await bench.close();
});

async function connect(
  provider: string,
  ...start: Parameters<typeof reachService> extends [unknown, unknown, ...infer Rest] ? Rest : never
) {
  const service = await reachService(bench, provider, ...start);
  services.push(service);
  const { credential } = service.counterpart;
  await bench.json(service.add('Development', '--param', 'api=inferred'), { stdin: credential });
  return service;
}

const key = async (args: readonly string[], stdin?: string) =>
  (await bench.json(['key', ...args], stdin === undefined ? {} : { stdin })) as Row;
const create = (connection: string, ...more: readonly string[]) =>
  key(['create', '--env', 'Development', '--connection', connection, ...more]);
const listed = async (id: string) =>
  ((await bench.json(['key', 'list'])) as Row[]).find((row) => row.id === id);

describe('the life of a key by command', () => {
  it('Unizo: permissions, addresses, use, alerts, a new value, and the end', async () => {
    const { counterpart } = await connect('unizo', unizo());
    expect(await bench.json(['connection', 'test', 'Unizo'])).toMatchObject({ ok: true });
    const made = await create('Unizo', '--name', 'MCP Claude', '--scope', 'edr:read', '--ip', '127.0.0.0/8');
    expect(made).toMatchObject({ status: 'active', held: true, scopes: ['edr:read'] });
    expect(await bench.json(['key', 'verify', made.id])).toMatchObject({ is: 'valid' });
    expect(
      await key(['edit', made.id, '--name', 'MCP Cursor', '--scope', 'scm:read', '--scope', 'scm:write']),
    ).toMatchObject({
      id: made.id,
      name: 'MCP Cursor',
      scopes: ['scm:read', 'scm:write'],
    });
    expect(await bench.json(['key', 'usage', made.id, '--since', '24h'])).toMatchObject({
      requests: expect.any(Number),
    });
    const condition = 'api_requests > 1000/hour';
    expect(await bench.json(['key', 'alert', 'add', made.id, '--condition', condition])).toMatchObject({
      condition,
      judgedBy: 'service',
    });
    const [alert] = (await bench.json(['key', 'alert', 'list', made.id])) as { readonly id: string }[];
    await bench.json(['key', 'alert', 'remove', made.id, alert?.id ?? 'none']);
    expect(await bench.json(['key', 'alert', 'list', made.id])).toEqual([]);
    const again = await key(['regenerate', made.id, '--yes']);
    expect(again).toMatchObject({ id: made.id, remoteId: made.remoteId, held: true });
    expect(await bench.json(['key', 'verify', made.id])).toMatchObject({ is: 'valid' });
    expect(await key(['revoke', made.id, '--yes'])).toMatchObject({ status: 'revoked', held: false });
    await bench.json(['sync', '--connection', 'Unizo']);
    expect(await listed(made.id)).toMatchObject({ status: 'revoked' });
    expect(counterpart.seen.filter(({ status }) => status === 400)).toEqual([]);
  });

  it('UnlockOS: test mode, out of use and back, other scopes by a rotation, deleted', async () => {
    await connect('unlockos', unlockos());
    const made = await create('UnlockOS', '--name', 'Front desk', '--scope', 'checkin:read', '--test-mode');
    expect(made).toMatchObject({ status: 'active', testMode: true });
    expect(await key(['edit', made.id, '--description', 'Reads check-ins'])).toMatchObject({ id: made.id });
    expect(await key(['disable', made.id, '--yes'])).toMatchObject({ status: 'inactive' });
    expect(await key(['enable', made.id])).toMatchObject({ status: 'active' });
    const other = await key(['edit', made.id, '--scope', 'plan:read', '--yes']);
    expect(other).toMatchObject({
      ...{ id: made.id, name: 'Front desk', scopes: ['plan:read'], testMode: true, held: true },
      rotation: { keyId: made.id, state: 'done', overlap: 'none' },
    });
    expect(other.remoteId).not.toBe(made.remoteId);
    expect(await bench.json(['key', 'list', '--connection', 'UnlockOS'])).toMatchObject([{ id: made.id }]);
    await bench.json(['key', 'delete', other.id, '--yes']);
    expect(await bench.json(['sync', '--connection', 'UnlockOS'])).toMatchObject([{ gone: [], orphans: [] }]);
  });

  it('UGC Inc: made, renamed, listed, checked, deleted', async () => {
    await connect('ugc', ugc('Orchard Ltd'));
    const made = await create('UGC Inc', '--name', 'Backend Service Key');
    expect(await key(['edit', made.id, '--name', 'Backend Key Q1'])).toMatchObject({
      name: 'Backend Key Q1',
    });
    expect(await bench.json(['key', 'verify', made.id])).toMatchObject({ is: 'valid' });
    await bench.json(['sync', '--connection', 'UGC Inc']);
    expect(await bench.json(['connection', 'show', 'UGC Inc'])).toMatchObject({ account: 'Orchard Ltd' });
    // The key that manages was there before: it is listed, and its value is not held.
    const rows = (await bench.json(['key', 'list', '--connection', 'UGC Inc'])) as Row[];
    expect(rows.map(({ name, held }) => ({ name, held }))).toEqual([
      { name: 'Backend Key Q1', held: true },
      { name: 'Production API Key', held: false },
    ]);
    await bench.json(['key', 'delete', made.id, '--yes']);
    expect(await listed(made.id)).toBeUndefined();
  });

  it('Unisoft: read-only scopes by default, revoked with its row, deleted without', async () => {
    const { counterpart } = await connect('unisoft', unisoft());
    const made = await create('Unisoft', '--name', 'Make - Mailchimp sync');
    expect(made.scopes).not.toContain('webhooks:manage');
    expect(made.hint).toHaveLength(12);
    expect(await bench.json(['key', 'verify', made.id])).toMatchObject({ is: 'valid' });
    expect(await key(['revoke', made.id, '--yes'])).toMatchObject({ status: 'revoked' });
    await bench.json(['sync', '--connection', 'Unisoft']);
    expect(await listed(made.id)).toMatchObject({ status: 'revoked' });
    await bench.json(['key', 'delete', made.id, '--yes']);
    expect(await listed(made.id)).toBeUndefined();
    expect(counterpart.keys.all().map(({ name }) => name)).not.toContain('Make - Mailchimp sync');
  });
});

describe('by hand, in the console', () => {
  it('a key of Unisoft is entered, checked at the service, and revoked there by the user', async () => {
    const service = await reachService(bench, 'unisoft', unisoft());
    services.push(service);
    const { counterpart } = service;
    await bench.json(service.add('Production', '--name', 'By hand'));
    const { secret } = counterpart.keys.add({ name: 'Zapier', scopes: ['contacts:read'] });
    const args = [
      '--json',
      'key',
      'create',
      '--env',
      'Production',
      '--connection',
      'By hand',
      '--name',
      'Zapier',
    ];
    const refused = await bench.run(args, { stdin: 'ke_live_this-is-not-a-key-of-that-service' });
    expect(refused.code).toBe(5);
    const { code, out, err } = await bench.run(args, { stdin: secret });
    expect({ code, steps: err.includes('1. ') }).toEqual({ code: 0, steps: true });
    expect(out + err).not.toContain(secret);
    const made = JSON.parse(out) as Row;
    expect(made).toMatchObject({ held: true, remoteId: null, hint: secret.slice(0, 12) });
    const after = await key(['revoke', made.id, '--yes', '--confirm', 'Production']);
    expect(after).toMatchObject({ status: 'revoked' });
  });

  it('a test-mode key of UnlockOS is refused in production', async () => {
    await bench.json([
      'connection',
      'add',
      '--env',
      'Production',
      '--provider',
      'unlockos',
      '--name',
      'Doors',
    ]);
    const args = [
      'key',
      'create',
      '--env',
      'Production',
      '--connection',
      'Doors',
      '--name',
      'T',
      '--scope',
      'plan:read',
    ];
    expect((await bench.run([...args, '--test-mode'], { stdin: 'a-value-of-some-length' })).code).toBe(5);
    const made = await key([...args.slice(1), '--rate-limit', '60 a minute'], 'a-value-of-some-length');
    expect(made).toMatchObject({ rateLimit: '60 a minute', testMode: false });
  });
});
