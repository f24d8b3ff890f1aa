import { describe, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import { type } from './command-line.ts';

const CREATE = ['key', 'create', '--env', 'Development', '--connection', 'Playground', '--name', 'K'];

/** A service that answers when the request is given up, and never before. */
const slow = (_: unknown, signal?: AbortSignal) =>
  new Promise<never>((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(new AppError('cancelled', { message: 'Stopped.' })));
    process.emit('SIGINT');
  });

describe('Ctrl+C', () => {
  it('gives up a request, ends with 130, and leaves no listener behind', async () => {
    const before = process.listenerCount('SIGINT');
    const { code, err } = await type(CREATE, { services: { keys: { create: slow } } });
    expect({ code, err }).toEqual({ code: 130, err: 'keyrack: Stopped.\n' });
    expect(process.listenerCount('SIGINT')).toBe(before);
  });

  it('is told from a request that the service gave up', async () => {
    const create = () => Promise.reject(new AppError('cancelled', { message: 'Stopped.' }));
    expect((await type(CREATE, { services: { keys: { create } } })).code).toBe(1);
  });

  it('keeps the code of what went wrong besides: an unknown outcome is not hidden', async () => {
    const create = (_: unknown, signal?: AbortSignal) =>
      slow(_, signal).catch(() => {
        throw new AppError('outcome-unknown', { message: 'It may have been made.' });
      });
    expect(await type(CREATE, { services: { keys: { create } } })).toMatchObject({
      code: 130,
      err: expect.stringContaining('It may have been made.'),
    });
  });
});
