import { expect, test } from 'vitest';
import type { Result } from '#shared/ipc/client.ts';
import { ApiError, asApiError } from '../../../renderer/api/api-error.ts';
import { createClient } from '../../../renderer/api/client.ts';

interface Sample {
  readonly 'keys.list': () => Promise<readonly string[]>;
  readonly 'keys.copy': (input: { readonly id: string }) => Promise<unknown>;
}

function clientOver(answer: Result<unknown>) {
  const calls: unknown[][] = [];
  const client = createClient<Sample>({
    call: async (method, input) => {
      calls.push([method, input]);
      return JSON.stringify(answer);
    },
  });
  return { client, calls };
}

test('a call goes out under its name, with its input', async () => {
  const { client, calls } = clientOver({ ok: true, value: ['a'] });
  expect(await client['keys.list']()).toEqual(['a']);
  await client['keys.copy']({ id: 'k' });
  expect(calls).toEqual([
    ['keys.list', undefined],
    ['keys.copy', { id: 'k' }],
  ]);
});

test('a failure is thrown with its code, its words and its field', async () => {
  const error = { code: 'name-taken', message: 'Taken.', next: 'Choose another.', field: 'name' } as const;
  const { client } = clientOver({ ok: false, error });
  const thrown = await client['keys.list']().catch((reason: unknown) => reason);
  expect(thrown).toBeInstanceOf(ApiError);
  expect(thrown).toMatchObject(error);
});

test('awaiting or inspecting the client calls nothing', async () => {
  const { client, calls } = clientOver({ ok: true, value: null });
  await Promise.resolve(client);
  expect(Reflect.get(client, Symbol.toPrimitive)).toBeUndefined();
  expect(Reflect.get(client, 'then')).toBeUndefined();
  expect(calls).toEqual([]);
});

test('a method is the same function each time, so that React sees no change', () => {
  const { client } = clientOver({ ok: true, value: null });
  expect(client['keys.list']).toBe(client['keys.list']);
});

test.each([new TypeError('broken'), 'broken', undefined])('a bug is an internal error: %s', (thrown) => {
  expect(asApiError(thrown).code).toBe('internal');
});
