import { expect, test } from './fixtures.ts';
import { COPIED, detail, openPart } from './scenes/steps.mjs';

test('Key created closes with the last of its keys, whichever door confirmed it, and stays closed', async ({
  page,
  open,
  ask,
}) => {
  await open('/');
  const dialog = page.getByRole('dialog', { name: 'Key created' });
  await dialog.waitFor();
  const waiting = (await ask('keys.list', { after: 0 })).keys.filter(({ acknowledged }) => !acknowledged);
  for (const { id } of waiting) await ask('keys.acknowledge', { id });
  await expect(dialog).toHaveCount(0);
  const row = page.getByRole('row', { name: waiting[0]?.name ?? '' });
  await expect(row).not.toContainText('Not yet copied');
  await ask('keys.regenerate', { id: waiting[0]?.id ?? '', byHand: false });
  await expect(row).toContainText('Not yet copied');
  await expect(dialog).toHaveCount(0);
});

test('snippets follow the variable of the key and the address of its connection', async ({
  page,
  open,
  ask,
}) => {
  await open(COPIED);
  await openPart(page, 'Claude Desktop', 'Use this key');
  const snippet = detail(page).getByRole('region', { name: 'Raw HTTP' });
  await expect(snippet).toContainText('$PLAYGROUND');
  const key = (await ask('keys.list', { after: 0 })).keys.find(({ name }) => name === 'Claude Desktop');
  await ask('keys.edit', { id: key?.id ?? '', variable: 'RENAMED_TOKEN' });
  await expect(snippet).toContainText('$RENAMED_TOKEN');
  await ask('connections.edit', {
    changes: { id: key?.connectionId ?? '', baseUrl: 'https://other.example.com' },
    askCredential: false,
    askProxyPassword: false,
  });
  await expect(snippet).toContainText('Host: other.example.com');
});
