import { beforeEach, expect, test, vi } from 'vitest';
import { parseSearch } from '#shared/model/search/parse.ts';
import { showInRack } from '../../../../renderer/state/actions.ts';
import { onLink } from '../../../../renderer/state/linking.ts';
import { getState, setState } from '../../../../renderer/state/store.ts';

beforeEach(() => {
  vi.stubGlobal('location', { hash: '' });
  vi.stubGlobal('document', { querySelector: () => null });
  return () => vi.unstubAllGlobals();
});

test.each(['UnlockOS', 'Acme CRM', 'say "hello"', 'env:prod', '-old', 'one, two', 'back\\slash', '"quoted"'])(
  'the keys of the connection %s are searched for by its name, whatever the search reads in it',
  (name) => {
    showInRack({ name, environmentId: crypto.randomUUID() });
    expect(parseSearch(getState().search)).toEqual({
      terms: [{ kind: 'field', field: 'connection', values: [name], not: false }],
      problems: [],
    });
  },
);

test('a whole key in a link does not stay in the search, and that is told', () => {
  setState({ dialog: { kind: 'cheat-sheet' }, toasts: [] });
  onLink({ kind: 'show', link: { to: 'search', search: 'old pg_live_8f2Kq0wZ9aLmN3xT' } });
  expect(getState().search).toBe('old pg_live_');
  expect(getState().toasts.map(({ text }) => text)).toEqual([expect.stringContaining('like a whole key')]);
});
