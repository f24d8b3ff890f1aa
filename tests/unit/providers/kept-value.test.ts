import { describe, expect, it } from 'vitest';
import { api, benchOf, manifestOf } from './engine-bench.ts';

const VALUE = 'acme_live_0123456789abcdef';
const INPUT = {
  name: 'CI',
  description: '',
  scopes: [],
  testMode: false,
  expiresAt: null,
  allowedIps: [],
};
const acme = manifestOf({
  ops: {
    create: api('POST', '/keys', {
      request: { body: { name: { $: 'name' } } },
      item: 'key',
      secret: 'value',
    }),
    list: api('GET', '/keys', { items: 'keys' }),
  },
  fields: { id: 'id', name: 'name', createdAt: 'created_at' },
  status: [{ path: 'state', equals: 'on', is: 'active' }],
});
const creating = (key: unknown) =>
  benchOf(acme, () => ({ status: 201, body: { key, value: VALUE } })).service.create(INPUT);

describe('a value that is shown this once', () => {
  it.each([
    ['a status that nobody has heard of', { id: 'k1', name: 'CI', created_at: null, state: 'blooming' }],
    ['a date that is none', { id: 'k1', name: 'CI', created_at: 'soon', state: 'on' }],
    ['no name', { id: 'k1', created_at: null, state: 'on' }],
  ])('is kept with %s', async (_, key) => {
    const made = await creating(key);
    expect(made.secret.expose()).toBe(VALUE);
    expect(made.key).toMatchObject({ id: 'k1', name: 'CI', status: 'active' });
  });

  it.each([[{ name: 'CI' }], [{ id: {}, name: 'CI' }], [null]])(
    'is of unknown outcome without an id that could be managed: %j',
    async (key) => {
      await expect(creating(key)).rejects.toMatchObject({ code: 'outcome-unknown' });
    },
  );
});
