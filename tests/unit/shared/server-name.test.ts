import { expect, test } from 'vitest';
import { defaultReference, defaultServerName } from '#shared/model/server-name.ts';
import { variableSchema } from '#shared/model/text-fields.ts';

const development = { stage: 'development', name: 'Development' } as const;
const custom = { stage: 'custom', name: 'Lab / Zürich 2' } as const;

test.each([
  ['UNIZO_API_KEY', development, 'UNIZO_DEV_API_KEY'],
  ['UNIZO_API_KEY', { stage: 'production', name: 'Live' } as const, 'UNIZO_PROD_API_KEY'],
  ['KEY', development, 'KEY_DEV'],
  ['_KEY', development, '_KEY_DEV'],
  ['UNIZO_API_KEY', custom, 'UNIZO_LAB_ZURICH_2_API_KEY'],
])(
  'the variable that a reference to %s names says which environment it is of: %o',
  (variable, place, name) => {
    expect(defaultReference(variable, place)).toBe(name);
  },
);

test('the longest variable has a reference that is a variable', () => {
  const longest = `A_${'B'.repeat(126)}`;
  expect(variableSchema.parse(defaultReference(longest, custom))).toHaveLength(128);
});

test('a server is named by its service and its environment', () => {
  expect(defaultServerName('unizo', development)).toBe('unizo-dev');
  expect(defaultServerName('???', custom)).toBe('key-lab-zurich-2');
});
