import { writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { Bridge } from '#shared/ipc/client.ts';
import { ask } from './bridge.ts';
import type { Keyrack, Launch, Place } from './fixtures.ts';
import { makeKey, type Seeded, seed } from './seed.ts';

/** The app with every window of ordinary use open. */
export interface Opened extends Keyrack {
  readonly seeded: Seeded;
  readonly reveal: Page;
  readonly entry: Page;
  /** What opened the reveal window. */
  readonly token: string;
}

type Start = (options?: Launch) => Promise<Keyrack>;

export async function openEntry({ window, nextWindow }: Keyrack, { development }: Seeded): Promise<Page> {
  const [entry] = await Promise.all([
    nextWindow('Enter secret'),
    // Answered when the window is closed.
    window.evaluate(
      (input) => void (globalThis as unknown as { bridge: Bridge }).bridge.call('keys.add', input),
      { environmentId: development.id, name: 'Local', variable: 'LOCAL_KEY' },
    ),
  ]);
  return entry;
}

/** @returns the reveal window of a new key, and the token that it was opened with */
export async function openReveal(
  keyrack: Keyrack,
  seeded: Seeded,
): Promise<{ readonly reveal: Page; readonly token: string }> {
  const { app, window, nextWindow } = keyrack;
  const { id } = await makeKey(window, seeded, { name: 'Shown', acknowledged: false });
  const address = await app.evaluateHandle(({ app: electron }) => {
    const seen: string[] = [];
    electron.once('web-contents-created', (_event, contents) => {
      contents.on('did-start-navigation', ({ url }) => seen.push(url));
    });
    return seen;
  });
  const [reveal] = await Promise.all([nextWindow('Secret'), ask(window, 'keys.showOnce', { id })]);
  const [url = ''] = await address.jsonValue();
  return { reveal, token: new URL(url).hash.slice(1) };
}

export async function openAll(start: Start, options: Launch = {}): Promise<Opened> {
  const keyrack = await start(options);
  const seeded = await seed(keyrack.window);
  const { reveal, token } = await openReveal(keyrack, seeded);
  const entry = await openEntry(keyrack, seeded);
  return { ...keyrack, seeded, reveal, token, entry };
}

/** The window that stands in for the app when it cannot start: here its home is a file. */
export function openFailure(start: Start, place: Place, options: Launch = {}): Promise<Keyrack> {
  writeFileSync(place.home, 'a file in the way');
  return start(options);
}
