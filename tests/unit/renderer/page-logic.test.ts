import { describe, expect, test } from 'vitest';
import { ERROR_CODES } from '#shared/ipc/errors.ts';
import { firstStep, needsSetup } from '../../../renderer/features/onboarding/steps.ts';
import { viewOf } from '../../../renderer/state/view.ts';
import { errorText, errorTitles } from '../../../renderer/text/errors.ts';
import { exactTime, relativeTime, withExactTimes } from '../../../renderer/text/time.ts';
import { splitPath } from '../../../renderer/ui/split-path.ts';
import { checkEntry } from '../../../renderer/windows/entry-check.ts';
import { groupsOf } from '../../../renderer/windows/groups.ts';

test.each([
  ['', 'rack'],
  ['#/targets', 'targets'],
  ['#settings', 'settings'],
  ['#/__proto__', 'rack'],
  ['#/rack/../settings', 'rack'],
])('the address %j shows %s', (hash, view) => {
  expect(viewOf(hash)).toBe(view);
});

describe('the first run', () => {
  const ready = <T>(value: T) => ({ state: 'ready', value }) as const;
  const loading = { state: 'loading' } as const;
  const data = (chosen: boolean, environments: number, connections: number, keys: number) => ({
    storage: ready({ chosen }),
    environments: ready(Array(environments).fill({})),
    connections: ready(Array(connections).fill({})),
    keys: ready(Array(keys).fill({})),
  });

  test.each([
    ['nothing is there', data(false, 0, 0, 0), true, 'storage'],
    ['the storage is chosen', data(true, 0, 0, 0), true, 'environments'],
    ['environments are there', data(true, 3, 0, 0), true, 'connection'],
    ['the command made everything but the choice', data(false, 1, 1, 0), true, 'storage'],
    ['all is answered', data(true, 3, 1, 0), false, 'connection'],
    ['keys are there', data(false, 3, 1, 1), false, 'storage'],
  ] as const)('when %s', (_what, known, needed, step) => {
    expect(needsSetup({ data: known, setupLeft: false })).toBe(needed);
    expect(firstStep({ data: known })).toBe(step);
    expect(needsSetup({ data: known, setupLeft: true })).toBe(false);
  });

  test('does not wait for the keychain to know that it is the first run', () => {
    expect(needsSetup({ data: { ...data(false, 0, 0, 0), storage: loading }, setupLeft: false })).toBe(true);
  });

  test('does not begin before the ledger is read', () => {
    const known = { ...data(true, 0, 0, 0), environments: loading };
    expect(needsSetup({ data: known, setupLeft: false })).toBe(false);
  });
});

describe('errors', () => {
  test.each(ERROR_CODES)('%s has a title that is no code', (code) => {
    expect(errorTitles[code]).toMatch(/^\p{Lu}.*[^.!]$/u);
    expect(errorTitles[code]).not.toContain(code.includes('-') ? code : `${code}!`);
  });

  test('details carry the code and the words, and no empty line', () => {
    expect(errorText.details('network', 'It is down.', null).split('\n')).toEqual([
      'Keyrack: The service cannot be reached (network)',
      'It is down.',
    ]);
  });
});

describe('time', () => {
  const now = Date.parse('2026-06-15T12:00:00Z');
  test.each([
    ['2026-06-15T11:59:30Z', 'just now'],
    ['2026-06-15T12:00:30Z', 'just now'],
    ['2026-06-15T11:46:00Z', '14 min. ago'],
    ['2026-06-15T09:00:00Z', '3 hr. ago'],
    ['2026-06-14T11:00:00Z', 'yesterday'],
    ['2026-06-27T13:00:00Z', 'in 12 days'],
    ['2026-03-01T12:00:00Z', '3 mo. ago'],
    ['2028-06-15T12:00:00Z', 'in 2 yr.'],
    ['2026-07-14T11:59:30Z', 'in 29 days'],
    ['2026-07-15T11:59:30Z', 'in 1 mo.'],
    ['2026-06-15T12:00:40Z', 'just now'],
  ])('%s is %s', (instant, words) => {
    expect(relativeTime(instant, now)).toBe(words);
  });
});

test.each([
  ['/home/a/file.json', '/home/a/', 'file.json'],
  ['C:\\Users\\a\\file.json', 'C:\\Users\\a\\', 'file.json'],
  ['file.json', '', 'file.json'],
  ['', '', ''],
])('the path %j is cut before its file name', (path, folder, name) => {
  expect(splitPath(path)).toEqual({ folder, name });
});

test('instants in the words of main are told in the time of the reader', () => {
  const at = '2026-11-27T23:13:58.293Z';
  expect(withExactTimes(`Both keys work until ${at}. Seen at ${at}.`)).toBe(
    `Both keys work until ${exactTime(at)}. Seen at ${exactTime(at)}.`,
  );
  for (const words of ['(rotated 2026-11-27)', 'x2026-11-27T23:13:58Zx', ''])
    expect(withExactTimes(words)).toBe(words);
});

describe('a revealed value', () => {
  test.each(['', 'abc', 'abcd', 'pg_live_8f2KqL0wZ', '🧑🏽‍🚀🔑é中'.repeat(3), ' lead and trail '])(
    'is the same again when its groups are joined: %j',
    (value) => {
      expect(groupsOf(value).join('')).toBe(value);
    },
  );

  test('is grouped by four', () => {
    expect(groupsOf('123456789')).toEqual(['1234', '5678', '9']);
  });
});

describe('the entry window', () => {
  test.each([
    ['secret', '', '', 'value'],
    ['secret', 'x', '', null],
    ['secret', ' spaces stay ', '', null],
    ['passphrase', '', '', 'value'],
    ['passphrase', 'short', '', null],
    ['new-passphrase', 'short', 'short', 'value'],
    ['new-passphrase', '1234567', '1234567', 'value'],
    ['new-passphrase', '12345678', '12345678', null],
    ['new-passphrase', '12345678', '12345679', 'repeat'],
    ['new-passphrase', '🔑🔑🔑🔑', '🔑🔑🔑🔑', 'value'],
    ['new-passphrase', '🔑🔑🔑🔑🔑🔑🔑🔑', '🔑🔑🔑🔑🔑🔑🔑🔑', null],
  ] as const)('%s %j, repeated %j', (kind, value, repeated, field) => {
    expect(checkEntry(kind, value, repeated)?.field ?? null).toBe(field);
  });
});
