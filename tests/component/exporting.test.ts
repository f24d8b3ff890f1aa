import { expect, test } from './fixtures.ts';
import { COPIED, choose, exporting, exportingToCode } from './scenes/steps.mjs';

const URL = 'https://mcp.example.com/mcp';

test('where only the value in the file is left, nothing is chosen until the user does', async ({
  page,
  open,
}) => {
  await open(COPIED);
  await exporting(page);
  await choose(page, 'Target', 'LM Studio');
  await choose(page, 'Reached by', 'A URL');
  await page.getByLabel('URL', { exact: true }).fill(URL);
  await expect(page.getByRole('region', { name: 'Changes' })).toContainText('Choose a mechanism first');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(page.getByRole('radio', { checked: true })).toHaveCount(0);
  const inline = page.getByRole('radio', { name: 'Value in the file' });
  await inline.focus();
  await page.keyboard.press('Space');
  await expect(page.getByRole('region', { name: 'Changes' })).toContainText(URL);
  await expect(inline).toBeFocused();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a reference has a field of its own, which no other mechanism has', async ({ page, open }) => {
  await open(COPIED);
  await exportingToCode(page);
  const reference = page.getByLabel('Reference', { exact: true });
  await expect(reference).toHaveCount(0);
  await page.getByRole('radio', { name: 'Environment variable' }).click();
  await expect(reference).toHaveAttribute('placeholder', 'PLAYGROUND_DEV_API_KEY');
  await reference.fill('OTHER_KEY');
  await expect(page.getByRole('region', { name: 'Changes' })).toContainText('$\u007bOTHER_KEY}');
  await page.getByRole('radio', { name: 'Keyrack starts the server' }).click();
  await expect(reference).toHaveCount(0);
});

test('a project’s file has to be named, and another target takes its own', async ({ page, open }) => {
  await open(COPIED);
  await exportingToCode(page);
  const file = page.getByLabel('File', { exact: true });
  await expect(file).toHaveAttribute('placeholder', '/home/ada/.claude.json');
  await choose(page, 'Scope', 'One project');
  await expect(file).toHaveValue('');
  await expect(file).toHaveAttribute('placeholder', /\.mcp\.json$/);
  await choose(page, 'Target', 'Claude Desktop');
  await expect(file).toHaveAttribute('placeholder', /claude_desktop_config\.json$/);
  await expect(page.getByLabel('Scope', { exact: true })).toHaveCount(0);
});

test('targets stand in groups by what they are, and typing finds one', async ({ page, open }) => {
  await open(COPIED);
  await exporting(page);
  const target = page.getByRole('combobox', { name: 'Target', exact: true });
  await target.focus();
  await page.keyboard.press('Enter');
  const names = ['MCP clients', 'Files to import', 'Variables', 'API clients'];
  for (const name of names) await expect(page.getByRole('group', { name, exact: true })).toBeVisible();
  const clients = page.getByRole('group', { name: 'API clients', exact: true });
  await expect(clients.getByRole('option')).toHaveText(['Postman']);
  await page.keyboard.type('post');
  await page.keyboard.press('Enter');
  await expect(target).toHaveText('Postman');
  await expect(target).toBeFocused();
  await target.press('l');
  await expect(target).toHaveText('LM Studio');
});

test('another target shows nothing of the one before, and asks for its file where it has none', async ({
  page,
  open,
}) => {
  await open(COPIED);
  await exporting(page);
  const changes = page.getByRole('region', { name: 'Changes' });
  await expect(changes).toContainText('mcpServers');
  await expect(page.getByRole('radio', { name: 'Keyrack starts the server' })).toBeChecked();
  await choose(page, 'Target', '.env file');
  await expect(changes).toContainText('Name the file first');
  await expect(changes).not.toContainText('mcpServers');
  await expect(page.getByRole('radio')).toHaveCount(0);
});

test('a file of our own is named before it is planned', async ({ page, open }) => {
  await open(COPIED);
  await exporting(page);
  await choose(page, 'Target', 'n8n');
  const name = await page.getByLabel('Name', { exact: true }).inputValue();
  const file = page.getByLabel('File', { exact: true });
  await expect(file).toHaveAttribute('placeholder', `/home/ada/keyrack-exports/n8n-${name}.json`);
});
