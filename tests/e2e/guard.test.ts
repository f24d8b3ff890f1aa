import { readFileSync, writeFileSync } from 'node:fs';
import { ask } from './bridge.ts';
import { expect, test } from './fixtures.ts';
import { furnish, makeConfirmedKey } from './rack.ts';

const NOTICED = { timeout: 20_000 };

test('an entry that a client loses is noticed while the app is open, and put back on request alone', async ({
  start,
  place,
}) => {
  const { window } = await start();
  await furnish(window);
  const { id: keyId, environmentId } = await makeConfirmedKey(window, 'Desk');
  const launch = { command: ['npx', 'x'] };
  const request = { target: 'claude-desktop', environmentId, keyId, launch, server: 'desk' } as const;
  const { plan } = await ask(window, 'targets.plan', request);
  await ask(window, 'targets.export', { plan });
  const written = JSON.parse(readFileSync(place.claude, 'utf8'));

  await window.getByRole('link', { name: 'Targets' }).click();
  const row = window.getByRole('table', { name: 'Deliveries' }).getByRole('row', { name: 'Desk' });
  await expect(row).toContainText('Intact');

  const theirs = '{\n  "preferences": { "theme": "dark" },\n  "mcpServers": {}\n}\n';
  writeFileSync(place.claude, theirs);
  await expect(row).toContainText('Missing', NOTICED);
  expect(readFileSync(place.claude, 'utf8')).toBe(theirs);

  await row.getByRole('button', { name: 'Restore' }).click();
  const dialog = window.getByRole('dialog', { name: 'Restore' });
  await expect(dialog.getByRole('region', { name: 'Changes' })).toContainText('desk');
  await dialog.getByRole('button', { name: 'Restore' }).click();
  await expect(row).toContainText('Intact');
  expect(JSON.parse(readFileSync(place.claude, 'utf8'))).toEqual({
    ...written,
    preferences: { theme: 'dark' },
  });

  await window.getByRole('button', { name: 'Undo' }).first().click();
  await expect(row).toContainText('Missing');
  expect(readFileSync(place.claude, 'utf8')).toBe(theirs);
});
