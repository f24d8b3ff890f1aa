import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { hideKeys } from '#shared/text/key-like.ts';
import { createLog } from '../../../electron/platform/logger.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'log-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it.each([
  'pg_live_lMbl8c1f0a9e7d2b4c6f',
  'sk-proj-AbCdEf0123456789abcdef',
  'Bearer eyJhbGciOiJIUzI1NiJ9abc.def',
  'ke_live_0123456789abcdefghij',
  'orc_QwaEbTyUiOpAsDfGhJkLzXcV',
])('cuts %s out of a line', (secret) => {
  const token = secret.split(' ').at(-1) ?? '';
  expect(hideKeys(`the service said ${secret} was wrong`)).not.toContain(token);
});

it.each([
  '550e8400-e29b-41d4-a716-446655440000',
  'storage-unavailable',
  'tests/unit/platform/logger',
  'createSessionTransports',
])('leaves %s, which a reader needs', (text) => {
  expect(hideKeys(`about ${text} here`)).toContain(text);
});

it('writes lines that only the user can read, without a secret from an error or its stack', () => {
  const log = createLog(folder);
  log.error('call failed', new Error('got pg_live_lMbl8c1f0a9e7d2b4c6f back'), { method: 'keys.create' });
  const [name = ''] = readdirSync(folder);
  const text = readFileSync(join(folder, name), 'utf8');
  expect(text).toContain('keys.create');
  expect(text).not.toContain('lMbl8c1f');
  expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
});

it('writes debug lines only while they are switched on', () => {
  const log = createLog(folder);
  const lines = () =>
    readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'));
  log.debug('request', { attempt: 1 });
  expect(lines()).toEqual([]);
  log.switchDebug(true);
  log.debug('request', { attempt: 2 });
  log.switchDebug(false);
  log.debug('request', { attempt: 3 });
  expect(lines().map((line) => JSON.parse(line).attempt)).toEqual([2]);
});
