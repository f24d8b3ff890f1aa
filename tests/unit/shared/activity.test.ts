import { expect, it } from 'vitest';
import { detailWords, isFailure, whatWords } from '#shared/text/activity.ts';

it.each([
  ['key created', 'Key created'],
  ['key shown', 'Key shown once'],
  ['something of a newer Keyrack', 'Something of a newer Keyrack'],
  ['', ''],
])('says %j as %j', (what, words) => {
  expect(whatWords(what)).toBe(words);
});

it.each([
  ['wrong-passphrase', 'wrong passphrase'],
  ['CI: refused', 'CI: refused by the service'],
  ['a: b: storage-locked', 'a: b: the storage was locked'],
  ['constructor', 'constructor'],
  ['__proto__', '__proto__'],
  ['name, description', 'name, description'],
  ['claude-desktop /home/ada/claude.json', 'claude-desktop /home/ada/claude.json'],
  ['refused or not', 'refused or not'],
])('says of %j that it was %j', (detail, words) => {
  expect(detailWords(detail)).toBe(words);
});

it.each([
  ['key not created', true],
  ['key created', false],
  ['key entered, not checked by the service', false],
  ['notes edited', false],
])('takes %j for a failure: %s', (what, failed) => {
  expect(isFailure(what)).toBe(failed);
});
