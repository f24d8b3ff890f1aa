import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import type { Page } from '@playwright/test';
import { COMMAND, ROOT } from './command.ts';
import { expect, type Place, test } from './fixtures.ts';
import { fromKeyring } from './keyring-item.ts';
import { startPoor } from './namespace.ts';
import { furnish, makeConfirmedKey, openExport } from './rack.ts';

const COUNTERPARTS = join(ROOT, 'tests', 'counterparts');
/** A Node that runs the counterparts, whatever node the machine has. */
const NODE = `env ELECTRON_RUN_AS_NODE=1 "${process.execPath}"`;

interface Entry {
  readonly command: string;
  readonly args: readonly string[];
}

async function exportLauncher(window: Page, place: Place): Promise<Entry> {
  const dialog = await openExport(window, 'For a client');
  const server = join(COUNTERPARTS, 'mcp-server.ts');
  await dialog.getByLabel('Command').fill(`${NODE} "${server}" PLAYGROUND_API_KEY`);
  await dialog.getByLabel('Server name').fill('counterpart');
  await expect(dialog.getByRole('radio', { name: /Keyrack starts the server/ })).toBeChecked();
  await dialog.getByRole('button', { name: 'Export' }).click();
  await expect(dialog).toHaveCount(0);
  return JSON.parse(readFileSync(place.claude, 'utf8')).mcpServers.counterpart;
}

async function said(child: ChildProcess) {
  if (child.stdout === null || child.stderr === null) throw new Error('the child has no pipes');
  child.stdin?.end();
  const code = new Promise((resolve) => child.once('close', resolve));
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await code, out, err };
}

/** Speaks to a server line by line: what is not JSON-RPC on stdout fails. */
async function converse(child: ChildProcess): Promise<readonly unknown[]> {
  if (child.stdout === null) throw new Error('the child has no pipes');
  const ask = (message: object) => child.stdin?.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  const clientInfo = { name: 'raw', version: '1.0.0' };
  const params = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo };
  ask({ id: 1, method: 'initialize', params });
  const answers: { readonly id?: number; readonly jsonrpc?: string }[] = [];
  for await (const line of createInterface(child.stdout)) {
    const answer = JSON.parse(line);
    answers.push(answer);
    if (answer.id === 1) {
      ask({ method: 'notifications/initialized' });
      ask({ id: 2, method: 'tools/list' });
    }
    if (answer.id === 2) child.stdin?.end();
  }
  return answers;
}

test('a client with six variables and no more starts what Keyrack wrote, and the server has the key', async ({
  start,
  place,
}) => {
  const { window } = await start();
  await furnish(window);
  const key = await makeConfirmedKey(window, 'For a client');
  const entry = await exportLauncher(window, place);
  expect(entry.args).toEqual(
    expect.arrayContaining([COMMAND, '--home', place.home, `${key.id}=PLAYGROUND_API_KEY`]),
  );
  const value = fromKeyring(key);
  expect(readFileSync(place.claude, 'utf8')).not.toContain(value);

  const client = join(COUNTERPARTS, 'mcp-client.ts');
  const words = [process.execPath, client, place.claude, 'counterpart'];
  const asNode = { ELECTRON_RUN_AS_NODE: '1' };
  const { code, out, err } = await said(startPoor(place, words, { also: asNode }));
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const { hash, variables } = JSON.parse(out);
  expect(hash).toBe(createHash('sha256').update(value).digest('hex'));
  expect(out).not.toContain(value);
  // The server sees what its client gave, its key, and nothing of ours.
  expect(variables.filter((name: string) => /DBUS|KEYRACK/.test(name))).toEqual([]);
  expect(variables).toContain('PLAYGROUND_API_KEY');

  const raw = await converse(startPoor(place, [entry.command, ...entry.args]));
  expect(raw).toEqual([
    expect.objectContaining({
      jsonrpc: '2.0',
      id: 1,
      result: expect.objectContaining({ serverInfo: expect.anything() }),
    }),
    expect.objectContaining({ id: 2, result: { tools: [expect.objectContaining({ name: 'key' })] } }),
  ]);

  const helper = [entry.command, COMMAND, '--home', place.home, 'headers', '--key', key.id];
  const headers = await said(startPoor(place, helper));
  expect({ code: headers.code, err: headers.err }).toEqual({ code: 0, err: '' });
  expect(JSON.parse(headers.out)).toEqual({ Authorization: `Bearer ${value}` });
});

test('what goes wrong before the server starts is said on stderr, and stdout stays empty', async ({
  start,
  place,
}) => {
  const { window } = await start();
  await furnish(window);
  const key = await makeConfirmedKey(window, 'For a client');
  const entry = await exportLauncher(window, place);
  const gone = entry.args.map((word) => word.replace(key.id, '00000000-0000-4000-8000-000000000000'));
  const { code, out, err } = await said(startPoor(place, [entry.command, ...gone]));
  expect({ code, out }).toEqual({ code: 4, out: '' });
  expect(err).toMatch(/^keyrack: [^\n]+\n/);
  const alone = await said(startPoor(place, [entry.command, ...entry.args], { noBus: true }));
  expect({ code: alone.code, out: alone.out }).toEqual({ code: 3, out: '' });
  expect(alone.err).toMatch(/^keyrack: [^\n]*D-Bus[^\n]*keyrack init --storage passphrase/);
});
