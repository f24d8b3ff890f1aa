import { describe, expect, test } from 'vitest';
import { SEARCH_MAX } from '#shared/model/search/parse.ts';
import { searchableIn } from '#shared/model/search/row.ts';
import { connections, development, liveKey, production, providers, readerKey } from '#tests/fakes/rows.ts';
import { completionsOf } from '../../../../renderer/features/rack/search/completion.ts';
import {
  nameProblem,
  putBack,
  renaming,
  saving,
  without,
} from '../../../../renderer/features/rack/search/saved.ts';
import { tidySearch } from '../../../../renderer/state/tidy-search.ts';

const KEY = 'pg_live_8f2Kq0wZ9aLmN3xT';
const nothingKnown = () => false;

describe('what is typed into the search', () => {
  test.each([
    [KEY, 'pg_live_'],
    [`  ${KEY} status:active`, '  pg_live_ status:active'],
    [`name:"${KEY}"`, 'name:"pg_live_"'],
    [`${KEY}${KEY}`, 'pg_live_8f2K'],
    [`${KEY} ${KEY}`, 'pg_live_ pg_live_'],
  ])('%s is a whole key: only what a hint may show stays', (typed, search) => {
    expect(tidySearch(typed, nothingKnown)).toEqual({ search, cut: 'key' });
  });

  test.each([
    'pg_live_8f2K',
    'contacts:read',
    '00000000-0000-4000-8000-000000000001',
    'the quick brown fox jumps',
  ])('%s stays as it is', (typed) => {
    expect(tidySearch(typed, nothingKnown)).toEqual({ search: typed, cut: null });
  });

  test('a long word that is listed is no secret', () => {
    const variable = 'UNIZO_API_KEY_2_OF_PRODUCTION';
    expect(tidySearch(variable, (word) => word === variable)).toEqual({ search: variable, cut: null });
  });

  test('four megabytes become the longest search, and that is said', () => {
    const { search, cut } = tidySearch('word '.repeat(800_000), nothingKnown);
    expect([search.length, cut]).toEqual([SEARCH_MAX, 'length']);
  });
});

describe('what could be meant', () => {
  const look = searchableIn({
    environments: [development, production],
    connections,
    providers,
    local: 'Local',
  });
  const rows = [readerKey, { ...liveKey, tags: ['night sync', 'a,b'] }].map(look);
  const offered = (typed: string, caret = typed.length) => completionsOf(typed, caret, rows);
  const labels = (typed: string, caret?: number) => offered(typed, caret).map(({ label }) => label);

  test.each([
    ['', []],
    ['claude', []],
    ['claude ', []],
    ['"env', []],
    ['s', ['status:', 'scope:', 'service:']],
    ['-sta', ['status:']],
    ['env:', ['Development', 'Production']],
    ['env:DEV', ['Development']],
    ['env:Development', []],
    ['status:re', ['revoked']],
    ['status:revoked,ex', ['expired']],
    ['held:', ['yes', 'no']],
    ['unused:', ['7d', '30d', '90d', '365d']],
    ['expires:n', ['never']],
    ['tag:', ['a,b', 'ci', 'night sync']],
    ['nonsense:', []],
  ])('after %j: %j', (typed, expected) => {
    expect(labels(typed)).toEqual(expected);
  });

  test('is put where the caret stands, quoted where it must be', () => {
    expect(offered('tag:ni claude', 6)[0]).toMatchObject({ search: 'tag:"night sync" claude', caret: 16 });
    expect(offered('claude tag:a')[0]).toMatchObject({ search: 'claude tag:"a,b" ' });
    expect(offered('-st')[0]).toMatchObject({ search: '-status:', caret: 8 });
  });
});

describe('saved searches', () => {
  const one = { name: 'Dead', search: 'status:revoked' };
  const two = { name: 'Unused', search: 'unused:90d' };

  test.each([
    ['', null, 'Enter a name.'],
    ['  ', null, 'Enter a name.'],
    ['DEAD ', null, 'Another saved search has this name.'],
    ['x'.repeat(81), null, 'Use at most 80 characters.'],
    ['dead', 'Dead', null],
    ['unused', 'Dead', 'Another saved search has this name.'],
    ['New', null, null],
  ])('%j as the new name of %j: %j', (name, own, problem) => {
    expect(nameProblem([one, two], name, own)).toBe(problem);
  });

  test('are no more than are kept', () => {
    const many = Array.from({ length: 50 }, (_, index) => ({ name: `${index}`, search: 'x' }));
    expect([nameProblem(many, 'one more', null) === null, nameProblem(many, 'other', '7')]).toEqual([
      false,
      null,
    ]);
  });

  test('one that was deleted comes back where it was', () => {
    const all = saving([one], ' Unused ', two.search);
    expect(all).toEqual([one, two]);
    expect(putBack(without(all, 'Dead'), one, 0)).toEqual(all);
    expect(putBack(renaming(without(all, 'Dead'), 'Unused', 'dead'), one, 0)).toEqual([
      { ...two, name: 'dead' },
    ]);
  });
});
