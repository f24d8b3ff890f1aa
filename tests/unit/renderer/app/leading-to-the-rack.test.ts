import { beforeEach, expect, test, vi } from 'vitest';
import { parseSearch } from '#shared/model/search/parse.ts';
import { showInRack } from '../../../../renderer/state/actions.ts';
import { getState } from '../../../../renderer/state/store.ts';

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
