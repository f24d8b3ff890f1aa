import { readFileSync } from 'node:fs';
import { ask } from './bridge.ts';
import { command, commandJson } from './command.ts';
import { expect, test } from './fixtures.ts';
import { dialogOf, furnish } from './rack.ts';
import { rowOf } from './steps.ts';

const SECONDS = { timeout: 5_000 };

test('what the command does is seen in the open window within seconds', async ({ start, place }) => {
  const { window } = await start();
  await furnish(window);
  await commandJson(place, ['env', 'add', 'From the command', '--stage', 'custom']);
  await expect(window.getByRole('button', { name: /^From the command/ })).toBeVisible(SECONDS);

  const making = ['key', 'create', '--env', 'Development', '--connection', 'Playground', '--name', 'Typed'];
  await commandJson(place, making);
  const row = rowOf(window, 'Typed');
  await expect(row).toContainText('Not yet copied', SECONDS);

  const exporting = [
    'export',
    'claude-desktop',
    '--env',
    'Development',
    '--key',
    'Typed',
    '--command',
    'npx x',
  ];
  const { change } = (await commandJson(place, exporting)) as { readonly change: string };
  await expect(row).toContainText('Claude Desktop', SECONDS);
  await window.getByRole('link', { name: 'Targets' }).click();
  await expect(window.getByRole('table', { name: 'Deliveries' })).toContainText('Typed');

  expect(await commandJson(place, ['undo'])).toMatchObject({ id: change, undone: true });
  await expect(window.getByRole('table', { name: 'Deliveries' })).toHaveCount(0, SECONDS);
  await commandJson(place, ['key', 'delete', 'Typed', '--yes']);
  await window.getByRole('link', { name: 'Rack', exact: true }).click();
  await expect(row).toHaveCount(0, SECONDS);
});

test('what the window does is seen by the next command, and can be undone by it', {
  tag: '@in-full',
}, async ({ start, place }) => {
  const { window } = await start();
  await furnish(window);
  await window.getByRole('button', { name: 'New environment' }).click();
  await dialogOf(window, 'New environment').getByLabel('Name').fill('From the window');
  await dialogOf(window, 'New environment').getByRole('button', { name: 'Create environment' }).click();
  await expect(window.getByRole('dialog')).toHaveCount(0);
  expect(await commandJson(place, ['env', 'list'])).toContainEqual(
    expect.objectContaining({ name: 'From the window' }),
  );

  const [development] = await ask(window, 'environments.list');
  const [connection] = await ask(window, 'connections.list');
  const key = await ask(window, 'keys.create', {
    environmentId: development?.id ?? '',
    connectionId: connection?.id ?? '',
    name: 'Clicked',
  });
  const plan = await ask(window, 'targets.plan', {
    target: 'claude-desktop',
    environmentId: key.environmentId,
    keyId: key.id,
    launch: { command: ['npx', 'x'] },
  });
  await ask(window, 'targets.export', { plan: plan.plan });
  expect(readFileSync(place.claude, 'utf8')).toContain('mcpServers');
  await commandJson(place, ['undo']);
  await window.getByRole('button', { name: 'All environments' }).click();
  await expect(rowOf(window, 'Clicked')).not.toContainText('Claude Desktop', SECONDS);
  expect((await command(place, ['exec', '--key', 'Clicked', '--', 'true'])).code).toBe(0);
});
