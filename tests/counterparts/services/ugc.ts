import { randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import { type Reply, route, type ServiceDescription } from './description.ts';
import type { KeyTable, StoredKey } from './keys.ts';
import { problem } from './strictness.ts';

// UGC Inc, from its API reference: every key operation is a POST with the id in the body; each answer stands in the
// envelope ok, code, message, data; an ordinary key manages keys, itself too. The path of create is not published.

const styles = ['bearer'];
const name = z.string().check(z.minLength(1), z.maxLength(100));
const apiKeyId = z.uuid();

const success = (data: unknown): Reply => ({
  status: 200,
  body: { ok: true, code: 200, message: 'Success', data },
});

const shown = (key: StoredKey) => ({
  id: key.id,
  name: key.name,
  created_at: new Date(key.createdAt).toISOString(),
});

function onKey(keys: KeyTable, id: string, act: (key: StoredKey) => unknown) {
  const key = keys.find(id);
  return key === null ? problem('not found', 404, 'API key not found') : success(act(key));
}

/** @param organisation its name, as `GET /org` tells it */
export function ugc(organisation = 'My Organization'): ServiceDescription {
  return {
    id: 'ugc',
    styles: { bearer: { header: 'authorization', scheme: 'Bearer' } },
    routes: [
      {
        method: 'GET',
        path: '/org',
        styles,
        run: () => success([{ id: 'org_123456', name: organisation }]),
      },
      route({
        method: 'POST',
        path: '/org/api-key',
        styles,
        body: z.strictObject({}),
        run: ({ keys }) => success(keys.all().map(shown)),
      }),
      route({
        method: 'POST',
        path: '/org/api-key/create',
        styles,
        body: z.strictObject({ name }),
        run: ({ keys, body }) => {
          const { key, secret } = keys.add({ name: body.name });
          return success({ ...shown(key), key: secret });
        },
      }),
      route({
        method: 'POST',
        path: '/org/api-key/edit',
        styles,
        body: z.strictObject({ apiKeyId, name }),
        run: ({ keys, body }) =>
          onKey(keys, body.apiKeyId, (key) => {
            key.name = body.name;
            return shown(key);
          }),
      }),
      route({
        method: 'POST',
        path: '/org/api-key/delete',
        styles,
        body: z.strictObject({ apiKeyId }),
        run: ({ keys, body }) =>
          onKey(keys, body.apiKeyId, ({ id }) => {
            keys.remove(id);
            return { id };
          }),
      }),
    ],
    newSecret: () => `ugc_${randomBytes(24).toString('hex')}`,
    manager: { name: 'Production API Key' },
    refuse: ({ status, message }) => ({ status, body: { ok: false, code: status, message } }),
    limits: null,
  };
}
