import { expect, test } from './fixtures.ts';
import { COPIED, detail, openPart } from './scenes/steps.mjs';

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
