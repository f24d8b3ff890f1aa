import { randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import { route, type ServiceDescription } from '#tests/counterparts/services/description.ts';
import type { StoredKey } from '#tests/counterparts/services/keys.ts';
import { problem } from '#tests/counterparts/services/strictness.ts';

const styles = ['bearer'];
const shown = ({ id, name, createdAt }: StoredKey) => ({
  id,
  name,
  createdAt: new Date(createdAt).toISOString(),
});

/** The plainest service with a key API: what the form of `New service` is made for, and nothing more. */
export const plainService = (): ServiceDescription => ({
  id: 'garden',
  styles: { bearer: { header: 'authorization', scheme: 'Bearer' } },
  routes: [
    {
      method: 'GET',
      path: '/api/me',
      styles,
      run: () => ({ status: 200, body: { mail: 'CANARY@garden.example' } }),
    },
    {
      method: 'GET',
      path: '/api/keys',
      styles,
      run: ({ keys }) => ({ status: 200, body: { items: keys.all().map(shown) } }),
    },
    route({
      method: 'POST',
      path: '/api/keys',
      styles,
      body: z.strictObject({ name: z.string().check(z.minLength(1)) }),
      run: ({ body, keys }) => {
        const { key, secret } = keys.add({ name: body.name });
        return { status: 201, body: { ...shown(key), value: secret } };
      },
    }),
    route({
      method: 'DELETE',
      path: '/api/keys/{id}',
      styles,
      run: ({ keys, params: { id = '' } }) => {
        if (keys.find(id) === null) return problem('not found', 404, 'No such key');
        keys.remove(id);
        return { status: 204 };
      },
    }),
  ],
  newSecret: () => `garden_${randomBytes(24).toString('hex')}`,
  manager: { name: 'Keyrack', hidden: true },
  refuse: ({ status, message }) => ({ status, body: { message } }),
  limits: null,
});
