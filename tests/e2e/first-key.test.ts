import { existsSync, readFileSync, statSync } from 'node:fs';
import type { Locator } from '@playwright/test';
import { listKeys } from './bridge.ts';
import { expect, test } from './fixtures.ts';
import { dialogOf } from './rack.ts';

/** Every press and every field that a newcomer has to type into, from the first start to a key in Claude Desktop's file. */
const AT_MOST = { presses: 8, fields: 2, both: 9 };

test('from nothing to a delivered key it is few presses and fewer words', async ({ start, place }) => {
  const { window } = await start();
  const done = { presses: 0, fields: 0 };
  const press = async (what: Locator) => {
    done.presses += 1;
    await what.click();
  };
  const fill = async (what: Locator, words: string) => {
    done.fields += 1;
    await what.fill(words);
  };
  const button = (name: string | RegExp) => window.getByRole('button', { name });

  await press(button('Continue'));
  await press(button('Create environments'));
  await press(button('Add connection'));
  const creating = dialogOf(window, 'New key');
  await fill(creating.getByLabel('Name', { exact: true }), 'Claude Desktop - contacts');
  await press(creating.getByRole('button', { name: 'Create key' }));
  await press(button('I have copied the key'));
  await press(window.getByLabel(/Notifications/).getByRole('button', { name: /^Export/ }));
  const exporting = dialogOf(window, 'Export');
  expect(existsSync(place.claude)).toBe(false);
  await fill(exporting.getByLabel('Command'), 'npx -y playground-mcp');
  await press(exporting.getByRole('button', { name: 'Export', exact: true }));
  await expect(exporting).toHaveCount(0);

  expect(readFileSync(place.claude, 'utf8')).toContain('playground-mcp');
  expect(statSync(place.claude).mode & 0o777).toBe(0o600);
  expect(await listKeys(window)).toMatchObject([{ deliveries: [{ target: 'claude-desktop' }] }]);
  expect(done.presses).toBeLessThanOrEqual(AT_MOST.presses);
  expect(done.fields).toBeLessThanOrEqual(AT_MOST.fields);
  expect(done.presses + done.fields).toBeLessThanOrEqual(AT_MOST.both);
});
