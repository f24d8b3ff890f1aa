import type { Bridge } from '#shared/ipc/client.ts';
import { answering } from './answering.ts';

const wishes = new URLSearchParams(location.search);
const secret = wishes.get('secret') ?? 'pg_live_8f2KqL0wZr4TnY7bVx1MdS5hJc3Ge9Ua';
const failure = {
  code: 'not-found',
  message: 'This key can no longer be shown: its window was opened before.',
  next: 'Press Show once again.',
} as const;

const bridge: Bridge = {
  call: answering(async (method) => {
    if (method === 'reveal.hide') return { ok: true, value: undefined };
    if (wishes.has('spent')) return { ok: false, error: failure };
    return {
      ok: true,
      value: {
        name: wishes.get('name') ?? 'Claude Desktop',
        environment: 'Development',
        secret,
        seconds: 30,
      },
    };
  }),
  on: () => () => undefined,
};
Object.defineProperty(window, 'bridge', { value: bridge });
