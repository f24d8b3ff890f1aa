import { describe, expect, test } from 'vitest';
import { AppError } from '#core/errors.ts';
import type { RotatingService } from '#core/rotating/service.ts';
import { Secret } from '#core/secret.ts';
import type { KeyrackEvent } from '#shared/ipc/events.ts';
import { openRotation } from '#tests/fakes/rotation-row.ts';
import { readerKey, uuid } from '#tests/fakes/rows.ts';
import { createFakeServices } from '#tests/fakes/services.ts';
import { rotationHandlers } from '../../../electron/ipc/handlers/rotations.ts';
import { createWork } from '../../../electron/ipc/work.ts';

const rotationRow = openRotation({ toWrite: 1, written: 1 });
const { id, keyId } = rotationRow;
const task = { id, delivery: uuid(31) };

/** A door whose entry window takes `typed`; `log` is what happened, in its order. */
function door(rotating: Partial<RotatingService> = {}) {
  const { services, asked } = createFakeServices({ rotating });
  const log: string[] = [];
  const told: KeyrackEvent[] = [];
  const work = createWork();
  const handlers = rotationHandlers({
    services,
    work,
    tell: (event) => void told.push(event),
    copying: { copy: async (secret) => void log.push(`copied ${secret.expose()}`) },
    desktop: { save: async (_what, name) => `/picked/${name}` },
    windows: {
      ask: async ({ purpose }, accept) => {
        log.push(`asked: ${purpose}`);
        await accept(new Secret('typed-0123456789'));
        log.push('window closed');
      },
    },
  });
  return { handlers, work, services, asked, log, told };
}

const untilAborted = (signal: AbortSignal | undefined) =>
  new Promise<never>((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));

describe('a run in the window', () => {
  test('tells with each step that rotations changed', async () => {
    const { handlers, told } = door({
      start: async (_request, options) => {
        options?.onStep?.(rotationRow);
        options?.onStep?.(rotationRow);
        return rotationRow;
      },
    });
    await handlers['rotations.start']({ request: { keyId, reason: 'planned', overlap: '24h' } });
    expect(told).toEqual([
      { kind: 'changed', what: 'rotations' },
      { kind: 'changed', what: 'rotations' },
    ]);
  });

  test.each([
    ['start', { 'rotations.start': { request: { keyId, reason: 'planned', overlap: '24h' } } }],
    ['act', { 'rotations.act': { id, act: 'continue' } }],
    ['panic', { 'rotations.panic': { keyId } }],
  ] as const)('%s is cancelled by the id of its key', async (method, calls) => {
    const { handlers, work } = door({
      start: (_request, options) => untilAborted(options?.signal),
      act: (_request, _secret, options) => untilAborted(options?.signal),
      panic: (_leaked, options) => untilAborted(options?.signal),
    });
    const [[name, input]] = Object.entries(calls) as [[keyof typeof handlers, never]];
    const running = handlers[name](input);
    work.cancel(keyId);
    await expect(running, method).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('a value that is typed', () => {
  test('is asked for only where a run wants it', async () => {
    const { handlers, asked, log } = door();
    await handlers['rotations.act']({ id, act: 'continue' });
    expect(log).toEqual([]);
    await handlers['rotations.act']({ id, act: 'enter' });
    expect(log).toEqual([`asked: The new value of "${readerKey.name}".`, 'window closed']);
    expect(asked.secrets).toEqual(['typed-0123456789']);
  });

  test('closes its window as soon as it is accepted, and the run goes on', async () => {
    const rest = Promise.withResolvers<void>();
    const { handlers, log } = door({
      act: async (_request, _secret, options) => {
        options?.onStep?.({ ...rotationRow, step: 'verify' });
        log.push('verifying');
        await Promise.resolve();
        options?.onStep?.({ ...rotationRow, step: 'switch' });
        await rest.promise;
        return rotationRow;
      },
    });
    const acting = Promise.resolve(handlers['rotations.act']({ id, act: 'enter' })).then(() => {
      log.push('ended');
    });
    await expect.poll(() => log.at(-1)).toBe('window closed');
    rest.resolve();
    await acting;
    expect(log.slice(1)).toEqual(['verifying', 'window closed', 'ended']);
  });

  test('that no key has leaves the window with that reason', async () => {
    const { handlers, log } = door({
      panic: async () => {
        throw new AppError('not-found', { message: 'No key here has this value.' });
      },
    });
    await expect(handlers['rotations.panic']({ keyId: null })).rejects.toMatchObject({ code: 'not-found' });
    expect(log).toHaveLength(1);
  });

  test('is not asked for where the leaked key is picked', async () => {
    const { handlers, asked, log } = door();
    await handlers['rotations.panic']({ keyId });
    expect([log, asked.secrets]).toEqual([[], []]);
    expect(asked.calls).toEqual([{ method: 'rotating.panic', input: { keyId } }]);
  });
});

describe('the new value for a place of the check list', () => {
  test('goes to the clipboard, and the page learns only when it is cleared', async () => {
    const { handlers, log } = door();
    expect(await handlers['rotations.copy'](task)).toEqual({ clearsInSeconds: 30 });
    expect(log).toEqual(['copied new-value']);
  });

  test('is not copied once Keyrack was locked while it was read', async () => {
    const { handlers, services, log } = door();
    const copying = handlers['rotations.copy'](task);
    services.session.lock();
    await expect(copying).rejects.toMatchObject({ code: 'storage-locked' });
    expect(log).toEqual([]);
  });
});

test('a key’s name is no part of the file that is proposed', async () => {
  const { handlers } = door({
    runbook: async () => '# Rotate ../../x',
    get: () => ({ ...rotationRow, keyName: '../../x' }),
  });
  const request = { keyId, reason: 'planned', overlap: '24h' } as const;
  expect(await handlers['rotations.saveRunbook'](request)).toEqual({ file: '/picked/rotation.md' });
  expect(await handlers['rotations.saveNote']({ id })).toEqual({ file: '/picked/incident.md' });
});
