import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDelivering } from '#core/delivering/index.ts';
import { AppError } from '#core/errors.ts';
import { Secret } from '#core/secret.ts';
import type { ExportRequest } from '#shared/model/delivery.ts';
import { createDeliveringWorld, type DeliveringWorld, LAUNCHER, VALUE } from './delivering-world.ts';
import { codeOf } from './world.ts';

let world: DeliveringWorld;
beforeEach(() => {
  world = createDeliveringWorld();
});
afterEach(() => world.end());

const URL_LAUNCH = { url: 'https://mcp.example.com/mcp' };
const document = (changes: Partial<ExportRequest> = {}, delivering = world.delivering) =>
  delivering.document(world.request({ target: 'mcp', ...changes }));

describe('a document to be copied', () => {
  test('is what an export would write into a new file', async () => {
    const file = `${world.home}/new.json`;
    for (const changes of [{}, { mechanism: 'reference' as const }, { launch: URL_LAUNCH }]) {
      const { text, server, mechanism } = await document({ ...changes, server: 'mine' });
      const written = await world.deliver({ ...changes, server: 'mine', target: 'mcp', file });
      expect(text).toBe(
        await world.files.snapshot(file).then(({ bytes }) => new TextDecoder().decode(bytes ?? undefined)),
      );
      expect([server, mechanism]).toEqual([
        'mine',
        changes.mechanism ?? ('launch' in changes ? 'reference' : 'launcher'),
      ]);
      await world.delivering.undo(written.change);
    }
  });

  test('leaves nothing behind, and says that it is no delivery', async () => {
    const rows = () => [world.ledger.deliveries.list(), world.ledger.changes.list(), readdirSync(world.home)];
    const before = rows();
    const { text, warnings } = await document();
    expect(JSON.parse(text).mcpServers['unizo-dev']).toMatchObject({ command: LAUNCHER[0] });
    expect(warnings[0]).toContain('it lists no delivery');
    expect(rows()).toEqual(before);
    expect(world.read).toEqual([]);
  });

  test('by reference says how the client has to be started', async () => {
    const { reference, warnings } = await document({ mechanism: 'reference', reference: 'MY_KEY' });
    expect([reference, warnings[1]]).toEqual(['MY_KEY', expect.stringContaining(`=MY_KEY -- <program>`)]);
  });

  test('a document to be copied never holds the value', async () => {
    expect(await codeOf(() => document({ mechanism: 'inline' }))).toBe('forbidden-by-rule');
    expect(await codeOf(() => document({ mechanism: 'inline', launch: URL_LAUNCH }))).toBe(
      'forbidden-by-rule',
    );
    expect(world.read).toEqual([]);
    for (const launch of [undefined, URL_LAUNCH]) {
      const copied = await document(launch === undefined ? {} : { launch });
      expect(JSON.stringify(copied)).not.toContain(VALUE);
    }
  });

  test('is refused where the value would not arrive as it is', async () => {
    const odd = createDelivering({ ...world.deps, readSecret: async () => new Secret(`${VALUE}\nx`) });
    expect(await codeOf(() => document({ launch: URL_LAUNCH }, odd))).toBe('forbidden-by-rule');
  });

  test('is refused where its reference stands for another key', async () => {
    await world.deliver({ target: 'claude-code', mechanism: 'reference' });
    const other = world.addKey({ name: 'Other' });
    const asked = document({ mechanism: 'reference', keyId: other.id });
    await expect(asked).rejects.toThrow(AppError);
  });

  test.each<[string, Partial<ExportRequest>]>([
    ['unsupported', { target: 'claude-desktop' }],
    ['unsupported', { target: 'cursor' }],
    ['unsupported', { target: 'dotenv' }],
    ['unsupported', { target: 'n8n' }],
    ['not-found', { target: 'none' }],
    ['invalid-input', { file: '/tmp/x.json' }],
    ['invalid-input', { scope: 'project' }],
  ])('is refused as %s for %j', async (code, changes) => {
    expect(await codeOf(() => document(changes))).toBe(code);
  });

  test('is refused for a key that may not go out', async () => {
    const revoked = world.addKey({ name: 'Old', status: 'revoked' });
    expect(await codeOf(() => document({ keyId: revoked.id }))).toBe('forbidden-by-rule');
    const absent = world.addKey({ name: 'Absent', held: false });
    expect(await codeOf(() => document({ keyId: absent.id }))).toBe('not-held');
  });
});
