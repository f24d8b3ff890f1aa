import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { ask } from './bridge.ts';
import { ROOT } from './command.ts';
import { expect, type Place, test } from './fixtures.ts';
import { fromKeyring } from './keyring-item.ts';
import { furnish, makeConfirmedKey } from './rack.ts';

const COUNTERPARTS = join(ROOT, 'tests', 'counterparts');
const counterpart = (file: string, ...words: readonly string[]) => [
  'env',
  'ELECTRON_RUN_AS_NODE=1',
  process.execPath,
  join(COUNTERPARTS, file),
  ...words,
];

/** A delivery that holds the value, so that there is one to be kept from the page. @returns the value */
async function deliver(window: Page, name: string, command: readonly string[]): Promise<string> {
  const key = await makeConfirmedKey(window, name);
  const { id: keyId, environmentId } = key;
  const launch = { command: [...command] };
  const request = { target: 'claude-desktop', environmentId, keyId, launch } as const;
  const more = { server: name, variable: 'ACME_API_KEY', mechanism: 'inline' } as const;
  const { plan } = await ask(window, 'targets.plan', { ...request, ...more });
  await ask(window, 'targets.export', { plan });
  return fromKeyring(key);
}

const rowOf = (window: Page, name: string) =>
  window.getByRole('table', { name: 'Deliveries' }).getByRole('row', { name });
const press = (window: Page, name: string) =>
  rowOf(window, name).getByRole('button', { name: 'Test', exact: true }).click();

const PATIENT = { timeout: 60_000 };

test('a delivery is tested by its button: what the server said is shown, and the key is not', async ({
  start,
  place,
}) => {
  const { window } = await start();
  await furnish(window);
  const values = [
    await deliver(window, 'good', counterpart('mcp-server.ts', 'ACME_API_KEY')),
    await deliver(window, 'prints', counterpart('odd-server.ts', 'prints')),
    await deliver(window, 'ends', counterpart('odd-server.ts', 'ends')),
  ];
  expect(readFileSync(place.claude, 'utf8')).toContain(values[1] ?? '-');
  await window.getByRole('link', { name: 'Targets' }).click();

  await press(window, 'good');
  await expect(window.getByText('counterpart 1.0.0 answered and offers 1 tool.')).toBeVisible(PATIENT);
  await window.getByRole('button', { name: 'Dismiss' }).click();
  await expect(window.getByText('counterpart 1.0.0')).toHaveCount(0);

  await press(window, 'prints');
  await expect(window.getByText('server of [secret] 2.0.0 answered')).toBeVisible(PATIENT);
  await window.getByRole('button', { name: 'What the server wrote' }).click();
  await expect(window.getByText('raw [secret]')).toBeVisible();
  await window.getByRole('button', { name: 'Dismiss' }).click();

  await press(window, 'ends');
  await expect(window.getByText('no licence was found')).toBeVisible(PATIENT);
  const page = await window.content();
  for (const value of values) expect(page).not.toContain(value);
});

const pidsOf = (place: Place) => join(place.home, 'pids');
const isGone = (pid: number) => {
  const stat = `/proc/${pid}/stat`;
  return !existsSync(stat) || readFileSync(stat, 'utf8').includes(') Z ');
};

test('a test that is cancelled leaves nothing behind, in the window or running', { tag: '@in-full' }, async ({
  start,
  place,
}) => {
  const { window } = await start();
  await furnish(window);
  await deliver(window, 'stuck', counterpart('odd-server.ts', 'stuck', pidsOf(place)));
  await window.getByRole('link', { name: 'Targets' }).click();
  await press(window, 'stuck');
  await expect(window.getByText('Waiting for its first answer')).toBeVisible(PATIENT);
  await expect.poll(() => existsSync(pidsOf(place)), PATIENT).toBe(true);
  await window.getByRole('button', { name: 'Cancel' }).click();
  await expect(window.getByText('Waiting for its first answer')).toHaveCount(0, PATIENT);
  const pids = readFileSync(pidsOf(place), 'utf8').split(' ').map(Number);
  expect(pids.map(isGone)).toEqual([true, true]);
});
