import { expect, it } from 'vitest';
import type { AppError } from '#core/errors.ts';
import { findOne, findWithin } from '#core/finding.ts';

const environments = [
  { id: 'd', name: 'Development' },
  { id: 's', name: 'Staging' },
  { id: 'p', name: 'Prod' },
];
const row = (id: string, name: string, environmentId: string) => ({ id, name, environmentId });
const rows = [row('1', 'Reader', 'd'), row('2', 'Mail', 'd'), row('3', 'Mail', 's'), row('4', 'CI', 'p')];
const find = (idOrName: string, environmentId?: string) =>
  findWithin('key', rows, idOrName, { environmentId, environments });

function refusal(idOrName: string, environmentId?: string) {
  try {
    return find(idOrName, environmentId).id;
  } catch (error) {
    const { code, message, next } = error as AppError;
    return `${code}: ${message} ${next}`;
  }
}

it('names a command that there is', () => {
  expect(() => findOne('rotation', [], 'Reader')).toThrow(
    expect.objectContaining({ next: 'List them with: keyrack rotations' }),
  );
});

it.each<[string, string | undefined, string]>([
  ['CI', 'p', '4'],
  ['Reader', undefined, '1'],
  ['Reader', 'p', 'not-found: There is no key "Reader" in "Prod". "Development" has one.'],
  ['1', 'p', 'not-found: There is no key "1" in "Prod". "Development" has one.'],
  ['Mail', 'p', 'not-found: There is no key "Mail" in "Prod". "Development", "Staging" have one.'],
  [
    'Nobody',
    'p',
    'not-found: There is no key with the id or name "Nobody". List them with: keyrack key list',
  ],
  ['Mail', undefined, 'ambiguous: 2 keys are named "Mail": 2, 3. Name it by its id.'],
])('%s of %s is found, or it is told where there is one: %s', (idOrName, environmentId, said) => {
  expect(refusal(idOrName, environmentId)).toBe(said);
});
