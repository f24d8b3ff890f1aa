import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '#core/errors.ts';
import type { KeyRow } from '#core/ports/ledger.ts';
import type { ExportRequest } from '#shared/model/delivery.ts';
import { createDeliveringWorld, type DeliveringWorld, VALUE } from './delivering-world.ts';
import { codeOf } from './world.ts';

let world: DeliveringWorld;
beforeEach(() => {
  world = createDeliveringWorld();
});
afterEach(() => world.end());

const plan = (changes: Partial<ExportRequest> = {}) => world.delivering.plan(world.request(changes));

describe('a plan is refused', () => {
  const failure = async (request: Partial<ExportRequest>): Promise<AppError> => {
    try {
      await plan(request);
    } catch (error) {
      if (error instanceof AppError) return error;
      throw error;
    }
    throw new Error('it was not refused');
  };

  test.each<[string, Partial<KeyRow>, string]>([
    ['a revoked key', { status: 'revoked' }, 'forbidden-by-rule'],
    ['an inactive key', { status: 'inactive' }, 'forbidden-by-rule'],
    ['an expired key', { expiresAt: '2026-11-20T11:59:59.000Z' }, 'forbidden-by-rule'],
    ['a key that is not held', { held: false }, 'not-held'],
    ['a key without a variable', { variable: null }, 'invalid-input'],
    ['a local key without a command', { connectionId: null }, 'invalid-input'],
  ])('for %s', async (_name, changes, code) => {
    const key = world.addKey(changes);
    expect((await failure({ keyId: key.id })).code).toBe(code);
  });

  test('for a key of another environment', async () => {
    const error = await failure({ environmentId: world.production.id });
    expect(error.code).toBe('forbidden-by-rule');
    expect(error.message).toContain('belongs to Development, not to Production');
  });

  test('for a test-mode key in production', async () => {
    const key = world.addKey({ testMode: true, environmentId: world.production.id, connectionId: null });
    const error = await failure({ keyId: key.id, environmentId: world.production.id });
    expect(error.code).toBe('forbidden-by-rule');
    expect(error.message).toContain('test-mode');
  });

  test('for a target, a key or an environment that is not there', async () => {
    const nothing = '00000000-0000-4000-8000-000000000000';
    expect((await failure({ target: 'nothing' })).next).toContain('claude-desktop');
    expect((await failure({ keyId: nothing })).code).toBe('not-found');
    expect((await failure({ environmentId: nothing })).code).toBe('not-found');
  });

  test.each(['input', 'helper', 'reference'] as const)('for %s, with the reason', async (mechanism) => {
    const error = await failure({ mechanism });
    expect(error).toMatchObject({
      code: 'forbidden-by-rule',
      field: 'mechanism',
      next: 'Choose: launcher, inline.',
    });
    expect(error.message).toMatch(/Claude Desktop (has no|runs no|expands nothing)/);
  });

  test('for a remote server, with the way around', async () => {
    for (const mechanism of [undefined, 'launcher', 'inline'] as const) {
      const error = await failure({
        launch: { url: 'https://example.com/mcp' },
        ...(mechanism === undefined ? {} : { mechanism }),
      });
      expect(error.code).toBe('forbidden-by-rule');
      expect(error.message).toContain('mcp-remote');
    }
  });

  test('for the project scope, which Claude Desktop does not have', async () => {
    expect(await failure({ scope: 'project' })).toMatchObject({ code: 'forbidden-by-rule', field: 'scope' });
  });

  test('where the key’s own variable would be set to something else', async () => {
    expect(await failure({ set: { UNIZO_API_KEY: 'x' } })).toMatchObject({
      code: 'invalid-input',
      field: 'set',
    });
  });

  test('where a server of the name is not ours, and the file is left alone', async () => {
    const text = '{"mcpServers":{"unizo-dev":{"command":"theirs"}}}';
    world.write(text);
    expect(await failure({})).toMatchObject({ code: 'forbidden-by-rule', field: 'server' });
    expect(world.text()).toBe(text);
    expect((await plan({ server: 'another' })).server).toBe('another');
  });

  test('where the server carries another key of ours', async () => {
    await world.deliver();
    const second = world.addKey({ name: 'Second' });
    const error = await failure({ keyId: second.id });
    expect(error).toMatchObject({ code: 'forbidden-by-rule', field: 'server' });
    expect(error.message).toContain('carries the key "CI" already');
  });

  test.each<[string, string | Uint8Array]>([
    ['comments', '{ // mine\n}'],
    ['a trailing comma', '{"a":1,}'],
    ['UTF-16', new Uint8Array([0xff, 0xfe, 0x7b, 0, 0x7d, 0])],
    ['invalid UTF-8', new Uint8Array([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x7d])],
    ['a list', '[]'],
  ])('for a file with %s, which it names and leaves alone', async (_name, text) => {
    world.write(text);
    const error = await failure({});
    expect(error.code).toBe('file-refused');
    expect(error.message).toContain(world.file);
    expect(error.message).toContain('left alone');
    expect(error.next).not.toBeNull();
  });

  test('without a launcher: it never chooses inline by itself', async () => {
    const other = createDeliveringWorld({
      launcher: () => {
        throw new AppError('file-failed', { message: 'No Node was found.' });
      },
    });
    expect(await codeOf(() => other.delivering.plan(other.request()))).toBe('file-failed');
    other.write('{}');
    await other.deliver({ mechanism: 'inline' });
    expect(other.text()).toContain(VALUE);
    other.end();
  });
});
