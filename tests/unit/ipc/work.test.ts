import { describe, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import { createWork } from '../../../electron/ipc/work.ts';

/** Work that ends only when it is told to. */
const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('the socket was closed')));
  });

describe('work under way', () => {
  it('is answered `cancelled` when it is cancelled by its id', async () => {
    const work = createWork();
    const running = work.run('a', untilAborted);
    work.cancel('a');
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('of another id goes on', async () => {
    const work = createWork();
    const { promise, resolve } = Promise.withResolvers<string>();
    const other = work.run('b', async (signal) => `${await promise}, aborted: ${signal.aborted}`);
    work.cancel('a');
    resolve('done');
    expect(await other).toBe('done, aborted: false');
  });

  it('is ended whole where several run for one id', async () => {
    const work = createWork();
    const running = [work.run('a', untilAborted), work.run('a', untilAborted)];
    work.cancel('a');
    for (const one of await Promise.allSettled(running))
      expect(one).toMatchObject({ status: 'rejected', reason: { code: 'cancelled' } });
  });

  it('that has its own words for being cut off keeps them', async () => {
    const work = createWork();
    const lost = new AppError('outcome-unknown', { message: 'The answer was cut off.' });
    const running = work.run('a', (signal) =>
      untilAborted(signal).catch(() => {
        throw lost;
      }),
    );
    work.cancel('a');
    await expect(running).rejects.toBe(lost);
  });

  it('that fails by itself is not called cancelled', async () => {
    const bug = new Error('a bug');
    await expect(createWork().run('a', () => Promise.reject(bug))).rejects.toBe(bug);
  });

  it('that is over cannot be cancelled, nor does it end the next of its id', async () => {
    const work = createWork();
    await work.run('a', async () => undefined);
    work.cancel('a');
    expect(await work.run('a', async (signal) => signal.aborted)).toBe(false);
  });
});
