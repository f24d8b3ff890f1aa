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

test('a package is looked up on a press alone, and its answer goes with another command', async ({
  page,
  open,
}) => {
  await open(COPIED);
  await exporting(page);
  const command = page.getByLabel('Command', { exact: true });
  const check = page.getByRole('button', { name: 'Check the package' });
  await command.fill('node server.js');
  await expect(check).toHaveCount(0);
  await command.fill('npx -y missing-mcp-server');
  await expect(page.getByText('Anyone could register')).toHaveCount(0);
  await check.click();
  await expect(page.getByText('Anyone could register')).toBeVisible();
  // It warns and forbids nothing.
  await expect(page.getByRole('region', { name: 'Changes' })).toContainText('missing-mcp-server');
  await expect(page.getByRole('button', { name: 'Export anyway', exact: true })).toBeVisible();
  await command.fill('npx -y offline-mcp-server');
  await expect(page.getByText('Anyone could register')).toHaveCount(0);
  await check.click();
  await expect(page.getByText('are you offline?')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Export anyway' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
});

test('for a client without a file of its own the document can be copied, which is no delivery', async ({
  page,
  open,
}) => {
  await open(COPIED);
  await exporting(page);
  const copy = page.getByRole('button', { name: 'Copy', exact: true });
  await expect(copy).toHaveCount(0);
  await choose(page, 'Target', 'Other MCP client');
  await expect(page.getByRole('region', { name: 'Changes' })).toContainText('Or press Copy');
  await copy.click();
  await expect(page.getByText('Copied the document')).toBeVisible();
  await expect(page.getByText('it lists no delivery')).toBeVisible();
  const document = page.getByRole('region', { name: 'Document' });
  await expect(document).toContainText('"mcpServers"');
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0);
  // What is pasted is what is shown.
  const server = page.getByLabel('Server name', { exact: true });
  await server.fill('');
  await server.press('ControlOrMeta+V');
  await expect(server).toHaveValue(/"mcpServers": \{ /);
  await expect(document).toHaveCount(0);
  await expect(copy).toHaveAttribute('aria-disabled', 'true');
  await server.fill('mine');
  await page.getByRole('radio', { name: 'Value in the file' }).click();
  await expect(copy).toHaveAttribute('aria-disabled', 'true');
  await page.getByLabel('File', { exact: true }).fill('/home/ada/mcp.json');
  await expect(page.getByRole('region', { name: 'Changes' })).toContainText('"mine"');
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
});

test('a key goes into n8n itself where the environment has a connection to one', async ({ page, open }) => {
  await open(`${COPIED}&n8n`);
  await exporting(page);
  const connection = page.getByRole('combobox', { name: 'Connection', exact: true });
  await expect(connection).toHaveCount(0);
  await choose(page, 'Target', 'n8n');
  await expect(connection).toHaveText('A file to import');
  const file = page.getByLabel('File', { exact: true });
  await file.fill('/home/ada/elsewhere.json');
  await connection.click();
  await expect(page.getByRole('option')).toHaveText([/A file to import/, /n8n of the automation team/]);
  await page.getByRole('option', { name: 'n8n of the automation team' }).click();
  const changes = page.getByRole('region', { name: 'Changes' });
  await expect(changes).toContainText('is sent to "n8n of the automation team"');
  await expect(changes).toContainText('httpBearerAuth');
  // It is no file, and has neither path nor mode.
  await expect(changes).not.toContainText('New file');
  await expect(file).toHaveCount(0);
  await expect(page.getByRole('radio')).toHaveCount(1);
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await expect(dialog.getByText('Kept by n8n', { exact: true })).toBeVisible();
  await expect(dialog.getByText('Not in the file')).toHaveCount(0);
  await choose(page, 'Connection', 'A file to import');
  await expect(file).toHaveValue('');
  await choose(page, 'Connection', 'n8n of the automation team');
  await expect(changes).toContainText('httpBearerAuth');
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(page.getByText('Exported to n8n').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
});

test('without a connection to it n8n has a file alone', async ({ page, open }) => {
  await open(COPIED);
  await exporting(page);
  await choose(page, 'Target', 'n8n');
  await expect(page.getByLabel('File', { exact: true })).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Connection', exact: true })).toHaveCount(0);
});

test('the change stays in sight beside the fields, whatever is told of them', async ({ page, open }) => {
  await open(COPIED);
  await exporting(page);
  await page.getByLabel('Command', { exact: true }).fill('npx -y missing-mcp-server');
  await page.getByRole('button', { name: 'Check the package' }).click();
  await expect(page.getByText('Anyone could register')).toBeVisible();
  const changes = page.getByRole('region', { name: 'Changes' });
  await expect(changes.getByText('"mcpServers": {')).toBeInViewport();
  // A long line is wrapped: nothing of it lies out of sight at the side.
  const diff = changes.getByRole('region').first();
  expect(await diff.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
});

test('a change that is no longer meant is told to be from before', async ({ page, open }) => {
  await open(COPIED);
  await exporting(page);
  const changes = page.getByRole('region', { name: 'Changes' });
  await expect(changes).toContainText('mcpServers');
  await page.getByLabel('Server name', { exact: true }).fill('two words');
  await expect(changes).toContainText('as it was before');
  await page.getByLabel('Server name', { exact: true }).fill('one');
  await expect(changes).toContainText('"one": {');
  await expect(changes).not.toContainText('as it was before');
});
