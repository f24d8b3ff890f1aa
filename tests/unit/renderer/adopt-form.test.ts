import { expect, test } from 'vitest';
import type { PlaintextRow } from '#shared/model/adoption.ts';
import { type AdoptForm, adoptRequestOf } from '../../../renderer/features/targets/adopt/adopt-form.ts';

const found: PlaintextRow = {
  entry: 'github',
  name: 'GITHUB_TOKEN',
  place: 'variable',
  hint: '',
  obstacle: null,
};
const form: AdoptForm = {
  ...{ environmentId: crypto.randomUUID(), name: '', variable: '', reference: 'MY_REFERENCE' },
  ...{ mechanism: null, remove: false, sameValue: false },
};
const requestOf = (changes: Partial<AdoptForm>) =>
  adoptRequestOf({ ...form, ...changes }, { place: { target: 'mcp' }, found, target: null });

test.each([null, 'reference'] as const)('a reference is asked for by the mechanism %s', (mechanism) => {
  expect(requestOf({ mechanism })).toMatchObject({ reference: 'MY_REFERENCE' });
});

test.each(['input', 'helper', 'launcher', 'inline'] as const)(
  'what was typed for a reference is not sent with the mechanism %s',
  (mechanism) => {
    expect(requestOf({ mechanism })).not.toHaveProperty('reference');
  },
);
