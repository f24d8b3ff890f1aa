import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { command, commandFailure, commandJson } from './command.ts';
import { expect, type Place, test } from './fixtures.ts';
import { whileProtected } from './protection.ts';
import { furnish, makeConfirmedKey, openExport } from './rack.ts';

const modeOf = (file: string) => statSync(file).mode & 0o777;
const EXPORTING = ['export', 'claude-desktop', '--env', 'Development', '--key', 'Desk', '--command', 'npx x'];

function put({ claude }: Place, content: string, mode = 0o644): void {
  mkdirSync(dirname(claude), { recursive: true });
  rmSync(claude, { force: true });
  writeFileSync(claude, content, { mode });
}

async function desk(window: Page): Promise<void> {
  await furnish(window);
  await makeConfirmedKey(window, 'Desk');
}

/** The dialog, with a command typed: the plan that follows is shown, or why there is none. */
async function plan(window: Page): Promise<{ readonly dialog: Locator; readonly changes: Locator }> {
  const dialog = await openExport(window, 'Desk');
  await dialog.getByLabel('Command').fill('npx x');
  return { dialog, changes: dialog.getByRole('region', { name: 'Changes' }) };
}

const write = (dialog: Locator) => dialog.getByRole('button', { name: 'Export' }).click();
const leave = (dialog: Locator) => dialog.getByRole('button', { name: 'Cancel' }).click();

test('a file that cannot be changed safely is refused, with its place and the next step', async ({
  start,
  place,
}) => {
  const { window } = await start();
  await desk(window);
  const hostile: readonly (readonly [string, number, RegExp])[] = [
    [
      '{ "mcpServers": {\n  "a": 1,,\n} }',
      0o644,
      /Not valid JSON at line 2, column \d+.*left alone.*Correct that line/s,
    ],
    ['{\n  // mine\n  "mcpServers": {}\n}', 0o644, /Not valid JSON at line 2/],
    ['{"mcpServers":{},"mcpServers":{}}', 0o644, /left alone/],
    ['["mine"]', 0o644, /left alone/],
    ['{}', 0o400, /read-only/],
  ];
  for (const [content, mode, words] of hostile) {
    put(place, content, mode);
    const { dialog, changes } = await plan(window);
    const alert = changes.getByRole('alert');
    // A file that only cannot be written shows its change first.
    await expect(alert.or(changes.getByText('0400'))).toBeVisible();
    if (!(await alert.isVisible())) await write(dialog);
    await expect(alert).toContainText(words);
    await expect(dialog.getByLabel('Command')).toHaveValue('npx x');
    await leave(dialog);
    const { exit, said } = await commandFailure(place, EXPORTING);
    expect([1, 5]).toContain(exit);
    expect(said).toMatch(words);
    expect([readFileSync(place.claude, 'utf8'), modeOf(place.claude)]).toEqual([content, mode]);
  }
  expect(await commandJson(place, ['key', 'show', 'Desk'])).toMatchObject({ deliveries: [] });
});

test('a file that nobody may change keeps its bytes, and nothing is left beside it', {
  tag: '@in-full',
}, async ({ start, place }) => {
  const { window } = await start();
  await desk(window);
  put(place, '{}');
  await whileProtected(dirname(place.claude), async () => {
    const { dialog, changes } = await plan(window);
    await write(dialog);
    await expect(changes.getByRole('alert')).toContainText(/could not be written: (permission|the system)/);
    await leave(dialog);
    expect(await commandFailure(place, EXPORTING)).toMatchObject({ exit: 1, code: 'file-failed' });
  });
  expect(readFileSync(place.claude, 'utf8')).toBe('{}');
  expect(await commandJson(place, ['key', 'show', 'Desk'])).toMatchObject({ deliveries: [] });
});

test('a file that is absent, empty or a link is written, and undone', { tag: '@in-full' }, async ({
  start,
  place,
}) => {
  const { window } = await start();
  await desk(window);
  const real = join(place.config, 'dotfiles', 'claude.json');
  mkdirSync(dirname(real));
  const cases: readonly (readonly [string, () => void, RegExp])[] = [
    ['absent', () => rmSync(place.claude, { force: true }), /New file, 0600/],
    ['empty', () => put(place, ''), /0644 → 0600/],
    [
      'a link',
      () => {
        writeFileSync(real, '{ "theme": "dark" }', { mode: 0o644 });
        rmSync(place.claude);
        symlinkSync(real, place.claude);
      },
      /A link: what is written is .*dotfiles\/claude\.json/,
    ],
  ];
  for (const [name, prepare, words] of cases) {
    prepare();
    const before = existsSync(place.claude) ? readFileSync(place.claude, 'utf8') : null;
    const { dialog, changes } = await plan(window);
    await expect(changes).toContainText(words);
    await write(dialog);
    await expect(dialog).toHaveCount(0);
    expect(JSON.parse(readFileSync(place.claude, 'utf8'))).toHaveProperty('mcpServers');
    expect([name, modeOf(place.claude)]).toEqual([name, 0o600]);
    expect(lstatSync(place.claude).isSymbolicLink()).toBe(name === 'a link');
    await commandJson(place, ['undo']);
    expect(existsSync(place.claude) ? readFileSync(place.claude, 'utf8') : null).toBe(before);
  }

  rmSync(real);
  const { dialog, changes } = await plan(window);
  await expect(changes.getByRole('alert')).toContainText(
    /link to a file that is not there.*remove the link/s,
  );
  await leave(dialog);
  expect(await commandFailure(place, EXPORTING)).toMatchObject({ exit: 5, code: 'file-refused' });
  expect(lstatSync(place.claude).isSymbolicLink()).toBe(true);
});

test('a file with CRLF and a byte order mark keeps every other byte', { tag: '@in-full' }, async ({
  place,
}) => {
  const own = '\uFEFF{\r\n\t"mcpServers": {\r\n\t\t"other": { "command" : "x" }\r\n\t}\r\n}\r\n';
  await commandJson(place, ['init', '--storage', 'keychain']);
  await commandJson(place, ['env', 'add', 'Development', '--stage', 'development']);
  await commandJson(place, ['connection', 'add', '--env', 'Development', '--provider', 'playground']);
  const making = ['key', 'create', '--env', 'Development', '--connection', 'Playground', '--name', 'Desk'];
  await commandJson(place, making);
  put(place, own);
  await commandJson(place, EXPORTING);
  const written = readFileSync(place.claude, 'utf8');
  expect(written.startsWith(own.slice(0, own.indexOf('"x" }') + 5))).toBe(true);
  expect(written.endsWith('\r\n\t}\r\n}\r\n')).toBe(true);
  expect(written.replaceAll('\r\n', '')).not.toContain('\n');
  expect((await command(place, ['undo'])).code).toBe(0);
  expect(readFileSync(place.claude, 'utf8')).toBe(own);
});

test('a file that changes between preview and Export is shown again before it is written', async ({
  start,
  place,
}) => {
  const { window } = await start();
  await desk(window);
  put(place, '{ "theme": "dark" }');
  const { dialog, changes } = await plan(window);
  await expect(changes).toContainText('0644');
  const meanwhile = '{ "theme": "light", "by": "the program itself" }';
  writeFileSync(place.claude, meanwhile);
  await write(dialog);
  await expect(changes.getByRole('alert')).toContainText(/changed/i);
  expect(readFileSync(place.claude, 'utf8')).toBe(meanwhile);
  await expect(changes).toContainText('light');
  await write(dialog);
  await expect(dialog).toHaveCount(0);
  expect(JSON.parse(readFileSync(place.claude, 'utf8'))).toMatchObject({
    theme: 'light',
    by: 'the program itself',
  });
});
