import { expect, test } from 'vitest';
import { isNameTyped } from '#shared/text/confirming-name.ts';

test.each([
  ['Production', 'Production', true],
  ['Production', ' Production\n', true],
  ['Production', 'production', false],
  ['Production', 'PRODUCTION', false],
  ['Production', 'Prod', false],
  ['Production', '', false],
  ['Prod EU', 'Prod  EU', false],
  ['Caf\u00e9', 'Cafe\u0301', true],
  ['Caf\u00e9', 'Cafe', false],
  ['Production', 'Produc\u200btion', false],
])('for %j the words %j count: %j', (name, typed, counts) => {
  expect(isNameTyped(name, typed)).toBe(counts);
});
