import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { AppError } from '#core/errors.ts';
import type { Log } from '#core/ports/log.ts';
import type { Contract } from '#shared/ipc/define.ts';
import { createDispatch } from '../../../electron/ipc/dispatch.ts';
import { createPages } from '../../../electron/ipc/pages.ts';

const CANARY = 'canary_live_8c1f0a9e7d2b4c6f';

const contract = {
  echo: { input: z.strictObject({ name: z.string() }), output: z.strictObject({ name: z.string() }) },
  leak: { input: z.undefined(), output: z.strictObject({ name: z.string() }) },
  refuse: { input: z.undefined(), output: z.void() },
  bug: { input: z.undefined(), output: z.void() },
} satisfies Contract;

const logged: unknown[] = [];
const log: Log = { debug: () => undefined, info: () => undefined, error: (...line) => logged.push(line) };

const dispatch = createDispatch(
  contract,
  {
    echo: ({ name }) => ({ name }),
    leak: () => ({ name: 'CI', secret: CANARY }) as { name: string },
    refuse: () => {
      throw new AppError('conflict', {
        message: 'The file changed.',
        next: 'Look again.',
        cause: new Error(CANARY),
      });
    },
    bug: () => {
      throw new Error(CANARY);
    },
  },
  log,
);

describe('a call', () => {
  it('answers what the handler returned', async () => {
    expect(await dispatch('echo', { name: 'CI' })).toEqual({ ok: true, value: { name: 'CI' } });
  });

  it.each(['', 'nothing', '__proto__', 'constructor', 'toString', 42, null, undefined, {}])(
    'of the unknown method %j is refused',
    async (method) => {
      expect(await dispatch(method, undefined)).toMatchObject({
        ok: false,
        error: { code: 'unknown-method' },
      });
    },
  );

  it.each([undefined, null, 'CI', [], {}, { name: 7 }, { name: 'CI', more: true }])(
    'with the input %j is refused',
    async (input) => {
      expect(await dispatch('echo', input)).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
    },
  );

  it('whose answer has a field that the contract does not name answers nothing of it', async () => {
    const answer = await dispatch('leak', undefined);
    expect(answer).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(JSON.stringify([answer, logged])).not.toContain(CANARY);
  });

  it('that is refused carries code, words and next step, and not the cause', async () => {
    expect(await dispatch('refuse', undefined)).toEqual({
      ok: false,
      error: { code: 'conflict', message: 'The file changed.', next: 'Look again.' },
    });
  });

  it('that meets a bug tells the page a reference and nothing else', async () => {
    const answer = await dispatch('bug', undefined);
    expect(answer).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(JSON.stringify(answer)).not.toContain(CANARY);
  });
});

describe('a sender', () => {
  const top = (url: string) => ({ url, isTop: true });
  const pages = createPages();
  pages.register(1, 'index.html', dispatch);
  pages.register(2, 'reveal.html', dispatch);

  it('that is the top frame of a registered window with its own page is answered', async () => {
    const sender = { contentsId: 1, frame: top('app://keyrack/index.html#anything') };
    expect(await pages.call(sender, 'echo', { name: 'CI' })).toMatchObject({ ok: true });
  });

  it.each([
    ['a window that nobody registered', 9, top('app://keyrack/index.html')],
    ['a frame that is gone', 1, null],
    ['a frame inside the page', 1, { url: 'app://keyrack/index.html', isTop: false }],
    ['another page of ours', 1, top('app://keyrack/reveal.html')],
    ['another host', 1, top('app://evil/index.html')],
    ['another scheme', 1, top('https://keyrack/index.html')],
    ['a user in the URL', 1, top('https://app://keyrack@evil/index.html')],
    ['a file', 1, top('file:///index.html')],
    ['a blank page', 1, top('about:blank')],
    ['an empty URL', 1, top('')],
    ['a page of the same name below', 1, top('app://keyrack/x/index.html')],
  ])('is refused when it is %s', async (_, contentsId, frame) => {
    const answer = await pages.call({ contentsId, frame }, 'echo', { name: 'CI' });
    expect(answer).toMatchObject({ ok: false, error: { code: 'untrusted-sender' } });
  });
});
