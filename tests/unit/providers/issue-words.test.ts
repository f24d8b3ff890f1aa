import { describe, expect, it } from 'vitest';
import { fakeClock } from '#tests/fakes/clock.ts';
import { createManifestReader } from '../../../electron/providers/engine/reader.ts';

const reader = createManifestReader({ clock: fakeClock() });
const SMALL = {
  schema: 1,
  id: 'orchard',
  name: 'Orchard',
  revision: 1,
  evidence: 'documented',
  hosts: [{ id: 'main', kind: 'fixed', baseUrl: 'https://api.orchard.example' }],
  credentials: [{ id: 'management', auth: { bearer: {} } }],
  ops: {
    list: {
      mode: 'api',
      evidence: 'documented',
      request: { method: 'GET', path: '/v1/keys' },
      items: 'data',
    },
  },
  fields: { id: 'id', name: 'name' },
};

describe('what is wrong with a manifest', () => {
  it('is nothing in a small one', () => {
    expect(reader.check(JSON.stringify(SMALL)).issues).toEqual([]);
  });

  it.each<[string, object, string, string]>([
    ['what one of several forms could stand in for', { fields: {} }, 'fields.id', 'It is missing.'],
    ['an object that is not there', { ops: undefined }, 'ops', 'It is missing: an object is needed here.'],
    ['a form that nothing has', { fields: { id: 7, name: 'name' } }, 'fields.id', 'none of the forms'],
    ['a field that nobody knows', { surprise: 1 }, '', 'There is no field named surprise here.'],
    ['another version', { schema: 2 }, 'schema', 'This has to be 1.'],
    ['an empty list', { credentials: [] }, 'credentials', 'Use 1 entries at least.'],
  ])('names the place and the fault: %s', (_, changes, path, words) => {
    const [issue] = reader.check(JSON.stringify({ ...SMALL, ...changes })).issues;
    expect(issue?.path).toBe(path);
    expect(issue?.message).toContain(words);
  });
});
