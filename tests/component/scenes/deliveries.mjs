import { button, COPIED, choose, dismiss, exporting, exportingToCode, row } from './steps.mjs';

/** Where keys go, and what became of them there. */
export const deliveryScenes = [
  {
    name: 'export-refused',
    path: `${COPIED}&fail=targets.plan:file-refused`,
    act: async (page) => {
      await row(page, 'Claude Desktop').hover();
      await row(page, 'Claude Desktop').getByRole('button', { name: 'Export' }).click();
      await page.getByRole('alert').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'export-targets',
    path: COPIED,
    act: async (page) => {
      await exporting(page);
      await page.getByRole('combobox', { name: 'Target', exact: true }).click();
      await page.getByRole('group', { name: 'API clients' }).waitFor();
    },
  },
  {
    name: 'export-reference',
    path: COPIED,
    act: async (page) => {
      await exportingToCode(page);
      await page.getByRole('radio', { name: 'Environment variable' }).click();
      await page.getByText('Start it by').waitFor();
    },
  },
  {
    name: 'export-url',
    path: COPIED,
    act: async (page) => {
      await exportingToCode(page);
      await choose(page, 'Reached by', 'A URL');
      await page.getByLabel('URL', { exact: true }).fill('https://mcp.example.com/mcp');
      await choose(page, 'Scope', 'One project');
      await page.getByLabel('File', { exact: true }).fill('/home/ada/project/.mcp.json');
      await page.getByText('"url": "https://mcp.example.com/mcp"').waitFor();
    },
  },
  {
    name: 'export-ignored',
    path: COPIED,
    act: async (page) => {
      await exporting(page);
      await page.getByRole('radio', { name: 'Value in the file' }).click();
      await page.getByRole('checkbox', { name: 'Keep the file out of git' }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'export-servers',
    path: '/?stage=four-services',
    act: async (page) => {
      await row(page, 'MCP Claude Desktop').hover();
      await row(page, 'MCP Claude Desktop').getByRole('button', { name: 'Export' }).click();
      await choose(page, 'Server', 'mcp-edr');
      await page.getByRole('checkbox', { name: 'Debug logging' }).click();
      await page.getByLabel('UNIZO_BASE_URL', { exact: true }).fill('http://api.unizo.ai');
      await button(page, 'Add a variable').click();
      await page.getByLabel('UNIZO_BASE_URL', { exact: true }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'export-package-missing',
    path: COPIED,
    act: async (page) => {
      await exporting(page);
      await page.getByLabel('Command', { exact: true }).fill('npx -y missing-mcp-server');
      await button(page, 'Check the package').click();
      await page.getByText('Anyone could register').waitFor();
    },
  },
  {
    name: 'export-package-found',
    path: COPIED,
    act: async (page) => {
      await exporting(page);
      await page.getByLabel('Command', { exact: true }).fill('npx -y @acme/mcp-server');
      await button(page, 'Check the package').click();
      await page.getByText('version 1.2.0').waitFor();
    },
  },
  {
    name: 'export-copied',
    path: COPIED,
    act: async (page) => {
      await exporting(page);
      await choose(page, 'Target', 'Other MCP client');
      await button(page, 'Copy').click();
      await page.getByText('Copied the document').waitFor();
      await page.getByRole('region', { name: 'Document' }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'export-connection',
    path: `${COPIED}&n8n`,
    act: async (page) => {
      await exporting(page);
      await choose(page, 'Target', 'n8n');
      await choose(page, 'Connection', 'n8n of the automation team');
      await page.getByText('is sent to').waitFor();
    },
  },
  {
    name: 'exported-toast',
    path: COPIED,
    act: async (page) => {
      await exporting(page);
      await button(page, 'Export').click();
      await button(page, 'Undo').waitFor();
    },
  },
  {
    name: 'targets',
    path: `${COPIED}#/targets`,
    act: async (page) => page.getByRole('table', { name: 'Deliveries' }).waitFor(),
  },
  {
    name: 'targets-unreadable',
    path: `${COPIED}&drift=unreadable#/targets`,
    act: async (page) => page.getByText('open it yourself, and mend it or its mode').waitFor(),
  },
  {
    name: 'targets-drifted',
    path: `${COPIED}&drift=missing#/targets`,
    act: (page) => button(page, 'Restore').waitFor(),
  },
  {
    name: 'restore',
    path: `${COPIED}&drift=changed#/targets`,
    act: async (page) => {
      await button(page, 'Restore').click();
      await page.getByRole('region', { name: 'Changes', exact: true }).getByText('exec').first().waitFor();
    },
  },
  {
    name: 'restore-running',
    path: `${COPIED}&drift=missing#/targets`,
    act: async (page) => {
      await button(page, 'Restore').click();
      await page.getByText('Quit it first').waitFor();
    },
  },
  {
    name: 'targets-testing',
    path: `${COPIED}&slow=targets.test:forever#/targets`,
    act: async (page) => {
      await button(page, 'Test').first().click();
      await button(page, 'Cancel').waitFor();
    },
  },
  {
    name: 'targets-tested',
    path: `${COPIED}#/targets`,
    act: async (page) => {
      await button(page, 'Test').first().click();
      await page.getByText('Works', { exact: true }).waitFor();
    },
  },
  {
    name: 'targets-test-failed',
    path: `${COPIED}&drift=missing#/targets`,
    act: async (page) => {
      await button(page, 'Test').first().click();
      await page.getByText('Does not work').waitFor();
    },
  },
  {
    name: 'targets-test-locked',
    path: `${COPIED}&fail=targets.test:storage-locked#/targets`,
    act: async (page) => {
      await button(page, 'Test').first().click();
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'targets-files',
    path: `${COPIED}&files#/targets`,
    act: async (page) => button(page, 'Delete file').waitFor(),
  },
  { name: 'targets-empty', path: '/?stage=nothing-delivered#/targets', act: dismiss },
];
