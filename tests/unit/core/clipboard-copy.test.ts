import { describe, expect, it } from 'vitest';
import { createClipboardCopy } from '#core/clipboard-copy.ts';
import type { Clipboard } from '#core/ports/clipboard.ts';
import { Secret } from '#core/secret.ts';
import { fakeClock } from '#tests/fakes/clock.ts';

function setUp() {
  let content = '';
  let isClosed = false;
  const failures: unknown[] = [];
  let onItsWay: Promise<void> = Promise.resolve();
  const clipboard: Clipboard = {
    write: async (secret) => {
      await onItsWay;
      content = secret.expose();
    },
    clearIfHolds: async (secret) => {
      if (isClosed) throw new Error('it cannot be looked at');
      const ours = content === secret.expose();
      if (ours) content = '';
      return ours;
    },
    readText: async () => content,
  };
  const clock = fakeClock();
  let told = 0;
  const copying = createClipboardCopy({
    clipboard,
    clock,
    onCleared: () => (told += 1),
    onFailed: (error) => failures.push(error),
  });
  return {
    copying,
    clock,
    content: () => content,
    told: () => told,
    failures,
    close: () => {
      isClosed = true;
    },
    /** Holds the next value back. @returns lets it arrive */
    delay: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      onItsWay = promise;
      return resolve;
    },
    userCopies: (text: string) => {
      content = text;
    },
  };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('a copied key', () => {
  it('leaves the clipboard after 30 seconds and not before', async () => {
    const { copying, clock, content, told } = setUp();
    await copying.copy(new Secret('pg_live_1'));
    clock.advance(29_999);
    await settle();
    expect(content()).toBe('pg_live_1');
    clock.advance(1);
    await settle();
    expect(content()).toBe('');
    expect(told()).toBe(1);
  });

  it('leaves alone what the user has copied since', async () => {
    const { copying, clock, content, userCopies } = setUp();
    await copying.copy(new Secret('pg_live_1'));
    userCopies('a shopping list');
    clock.advance(30_000);
    await settle();
    expect(content()).toBe('a shopping list');
  });

  it('gets its own 30 seconds when it follows another', async () => {
    const { copying, clock, content } = setUp();
    await copying.copy(new Secret('pg_live_1'));
    clock.advance(20_000);
    await copying.copy(new Secret('pg_live_2'));
    clock.advance(20_000);
    await settle();
    expect(content()).toBe('pg_live_2');
    clock.advance(10_000);
    await settle();
    expect(content()).toBe('');
  });

  it('leaves at once on lock and quit, and only once', async () => {
    const { copying, clock, content, told } = setUp();
    await copying.copy(new Secret('pg_live_1'));
    await copying.clear();
    expect(content()).toBe('');
    clock.advance(60_000);
    await copying.clear();
    await settle();
    expect(told()).toBe(1);
  });

  it('that is still on its way there leaves as well', async () => {
    const { copying, content, delay } = setUp();
    const arrive = delay();
    const copied = copying.copy(new Secret('pg_live_1'));
    const cleared = copying.clear();
    arrive();
    await Promise.all([copied, cleared]);
    expect(content()).toBe('');
  });

  it('that cannot be cleared is told, to whoever cleared it or else when its time is over', async () => {
    const { copying, clock, told, failures, close } = setUp();
    close();
    await copying.copy(new Secret('pg_live_1'));
    await expect(copying.clear()).rejects.toThrow('looked at');
    expect(failures).toEqual([]);
    await copying.copy(new Secret('pg_live_2'));
    clock.advance(30_000);
    await settle();
    expect({ failed: failures.length, told: told() }).toEqual({ failed: 1, told: 0 });
  });
});
