import { describe, expect, test } from 'vitest';
import type { Key } from '#shared/model/key.ts';
import { keyRow } from '#tests/fakes/key-row.ts';
import type { Entry } from '../../../../renderer/app/palette/entries.ts';
import { findKeys, sectionsOf } from '../../../../renderer/app/palette/ranking.ts';

const entry = (name: string, more: Partial<Entry> = {}): Entry => ({
  id: name,
  group: 'app',
  name,
  obstacle: null,
  run: () => undefined,
  ...more,
});
const key = (name: string, more: Partial<Key> = {}): Key => ({
  ...keyRow({ name, environmentId: crypto.randomUUID() }),
  tags: [],
  scopes: [],
  allowedIps: [],
  rotationDueAt: null,
  deliveries: [],
  ...more,
});

const commands = [
  entry('New key', { group: 'make' }),
  entry('Lock Keyrack'),
  entry('Unlock Keyrack', { obstacle: 'It is not locked.' }),
  entry('Connections', { group: 'views' }),
  entry('Acme CRM of the north-western sales region', { group: 'connections' }),
];
const shown = (query: string, recent: readonly string[] = [], keys: readonly Entry[] = []) =>
  sectionsOf({ commands, keys, query, recent }).map(({ group, entries }) => [
    group,
    ...entries.map(({ name }) => name),
  ]);

describe('the palette without a query', () => {
  test('shows what was taken last first, and only once', () => {
    expect(shown('', ['Connections', 'gone', 'New key'])).toEqual([
      ['recent', 'Connections', 'New key'],
      ['app', 'Lock Keyrack', 'Unlock Keyrack'],
      ['connections', 'Acme CRM of the north-western sales region'],
    ]);
  });

  test('does not offer as recent what cannot be done now', () => {
    expect(shown('', ['Unlock Keyrack'])[0]?.[0]).toBe('make');
  });
});

describe('the palette with a query', () => {
  test.each([
    ['nk', 'New key'],
    ['new', 'New key'],
    ['lock', 'Lock Keyrack'],
    ['conn', 'Connections'],
    ['LOCK', 'Lock Keyrack'],
  ])('%s finds %s first', (query, first) => {
    expect(shown(query)[0]?.[1]).toBe(first);
  });

  test('puts what cannot be done behind what can', () => {
    expect(shown('lock')).toEqual([['app', 'Lock Keyrack', 'Unlock Keyrack']]);
  });

  test('leaves out what has the letters by accident', () => {
    expect(shown('cl').flat()).not.toContain('Acme CRM of the north-western sales region');
  });

  test('puts keys first whose name begins so, else behind commands that fit better', () => {
    const keys = [entry('Lockbox', { group: 'keys' })];
    expect(shown('lockb', [], keys)[0]).toEqual(['keys', 'Lockbox']);
    const other = [entry('My connection', { group: 'keys' })];
    expect(shown('conn', [], other).map(([group]) => group)).toEqual(['views', 'keys']);
  });

  test('shows nothing where nothing fits', () => {
    expect(shown('qqqq')).toEqual([]);
  });
});

describe('keys in the palette', () => {
  const keys = [key('CI deploy'), key('Deploy bot'), key('Reader', { variable: 'DEPLOY_TOKEN' })];

  test('are found by every word, in name, hint and variable, whatever its case', () => {
    expect(findKeys(keys, 'DEPLOY', []).map(({ name }) => name)).toEqual([
      'Deploy bot',
      'CI deploy',
      'Reader',
    ]);
    expect(findKeys(keys, 'deploy ci', []).map(({ name }) => name)).toEqual(['CI deploy']);
    expect(findKeys(keys, 'none', [])).toEqual([]);
  });

  test('that were used last come first', () => {
    const last = keys[2]?.id ?? '';
    expect(findKeys(keys, '', [last])[0]?.id).toBe(last);
  });

  test('are at most fifty, of ten thousand with one name', () => {
    const many = Array.from({ length: 10_000 }, () => key('Same'));
    expect(findKeys(many, 'same', [])).toHaveLength(50);
  });
});
